package dev.llmbridge.posix;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A test overrides the calls it expects; every other call fails the test. */
public class FakeLibc implements Libc {
    private static AssertionError unexpected() {
        return new AssertionError("a call that the test does not expect");
    }

    @Override
    public int getuid() {
        throw unexpected();
    }

    @Override
    public int getpid() {
        throw unexpected();
    }

    @Override
    public int getppid() {
        throw unexpected();
    }

    @Override
    public boolean isTerminal(int descriptor) {
        throw unexpected();
    }

    @Override
    public int terminalColumns(int descriptor) {
        throw unexpected();
    }

    @Override
    public int read(int descriptor, byte[] buffer, int offset, int length) {
        throw unexpected();
    }

    @Override
    public int awaitReadable(int descriptor, int millis) {
        throw unexpected();
    }

    @Override
    public int awaitWritable(int descriptor, long nanos) {
        throw unexpected();
    }

    @Override
    public int datagramSocket() {
        throw unexpected();
    }

    @Override
    public int autobind(int descriptor) {
        throw unexpected();
    }

    @Override
    public int connect(int descriptor, Path socket) {
        throw unexpected();
    }

    @Override
    public int sendWithoutBlocking(int descriptor, byte[] datagram, int length) {
        throw unexpected();
    }

    @Override
    public int setSendBuffer(int descriptor, int bytes) {
        throw unexpected();
    }

    @Override
    public int nextDatagramLength(int descriptor) {
        throw unexpected();
    }

    @Override
    public int receiveWithoutBlocking(int descriptor, byte[] buffer) {
        throw unexpected();
    }

    @Override
    public Optional<ReceivedDatagram> receiveFrom(int descriptor) {
        throw unexpected();
    }

    @Override
    public int sendTo(int descriptor, byte[] datagram, PeerAddress to) {
        throw unexpected();
    }

    @Override
    public int write(int descriptor, byte[] bytes, int offset, int length) {
        throw unexpected();
    }

    @Override
    public int poll(int[] descriptors, short[] events, short[] revents, long nanos) {
        throw unexpected();
    }

    @Override
    public int inotify() {
        throw unexpected();
    }

    @Override
    public int watchFolder(int inotify, Path folder, int events) {
        throw unexpected();
    }

    @Override
    public int openProcess(int pid) {
        throw unexpected();
    }

    @Override
    public int close(int descriptor) {
        throw unexpected();
    }

    @Override
    public int pipe(int[] ends) {
        throw unexpected();
    }

    @Override
    public int setPipeCapacity(int descriptor, int bytes) {
        throw unexpected();
    }

    @Override
    public int memoryFile() {
        throw unexpected();
    }

    @Override
    public int rewind(int descriptor) {
        throw unexpected();
    }

    @Override
    public int duplicate(int descriptor, int as) {
        throw unexpected();
    }

    @Override
    public int execute(List<String> words) {
        throw unexpected();
    }

    @Override
    public int kill(int pid, int signal) {
        throw unexpected();
    }

    @Override
    public int ignore(int signal) {
        throw unexpected();
    }

    @Override
    public int openLockFile(Path file) {
        throw unexpected();
    }

    @Override
    public int tryLock(int descriptor) {
        throw unexpected();
    }

    @Override
    public int lockHolder(int descriptor) {
        throw unexpected();
    }
}
