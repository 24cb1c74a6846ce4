package dev.llmbridge.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** libc on a JVM. Arrays are copied to native memory and back. */
@SuppressWarnings("restricted")
final class ForeignLibc extends LinuxLibc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));

    /**
     * Calls any of the functions. They share one signature, because linking is far more expensive than calling. This
     * works on 64-bit Linux: integers and pointers are passed in registers of 64 bits, and a function ignores the
     * registers and upper halves that it does not declare. The signature is variadic because some of the functions are.
     */
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));

    private final Map<Function, MemorySegment> addresses = new ConcurrentHashMap<>();

    @Override
    int call(Function function, @Nullable Object... arguments) {
        MemorySegment address = addresses.computeIfAbsent(function, found -> LINKER.defaultLookup()
                .find(found.name().toLowerCase(Locale.ROOT))
                .orElse(MemorySegment.NULL));
        // For example, renameat2 with an old libc.
        return address.equals(MemorySegment.NULL) ? -Errno.ENOSYS : call(address, arguments);
    }

    @Override
    int execvp(byte[][] words) {
        // A JVM blocks SIGQUIT in all threads except the one that prints thread dumps.
        int unblocked = unblock(Signals.QUIT);
        if (unblocked < 0) {
            return unblocked;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointers = arena.allocate(ADDRESS, words.length + 1L);
            for (int i = 0; i < words.length; i++) {
                pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(JAVA_BYTE, words[i]));
            }
            MemorySegment execvp = LINKER.defaultLookup().findOrThrow("execvp");
            return call(execvp, pointers.get(ADDRESS, 0).address(), pointers.address());
        }
    }

    private static int call(MemorySegment function, @Nullable Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] copies = new MemorySegment[arguments.length];
            long[] a = new long[MAX_ARGUMENTS];
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof BytePointer bytes) {
                    copies[i] = copy(bytes, arena);
                    a[i] = copies[i].address();
                } else if (arguments[i] instanceof Number number) {
                    a[i] = number.longValue();
                }
            }
            MemorySegment state = arena.allocate(CALL_STATE);
            int result = (int) CALL.invokeExact(function, state, a[0], a[1], a[2], a[3], a[4], a[5]);
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof BytePointer bytes && bytes.out()) {
                    int written = bytes.in() ? bytes.length() : Math.clamp(result, 0, bytes.length());
                    MemorySegment.copy(copies[i], JAVA_BYTE, 0, bytes.array(), bytes.offset(), written);
                    // Freeing the memory does not clear it, and it may contain what the user wrote.
                    copies[i].asSlice(0, written).fill((byte) 0);
                }
            }
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("C functions do not throw", e);
        }
    }

    private static MemorySegment copy(BytePointer bytes, Arena arena) {
        MemorySegment copy = arena.allocate(bytes.length(), Long.BYTES);
        if (bytes.in()) {
            MemorySegment.copy(bytes.array(), bytes.offset(), copy, JAVA_BYTE, 0, bytes.length());
        }
        return copy;
    }
}
