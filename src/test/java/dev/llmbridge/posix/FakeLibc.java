package dev.llmbridge.posix;

/** A test overrides the calls that it expects; every other call fails the test, except for the time. */
public class FakeLibc extends LinuxLibc {
    @Override
    public long bootTime() {
        return System.nanoTime();
    }

    @Override
    final int call(Function function, Object... arguments) {
        throw new AssertionError("unexpected call to " + function);
    }

    @Override
    final int execvp(byte[][] words) {
        throw new AssertionError("unexpected call to execvp");
    }
}
