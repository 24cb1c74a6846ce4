package dev.llmbridge.posix;

/** Tests override the calls that they expect. Any other call, except {@code bootTime}, fails the test. */
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
