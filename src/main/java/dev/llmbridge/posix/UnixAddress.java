package dev.llmbridge.posix;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Encodes paths as the kernel expects them, and builds struct sockaddr_un. */
final class UnixAddress {
    /** An address of the family alone: bind() to it makes the kernel choose a name (autobind, see unix(7)). */
    static byte[] autobind() {
        return new byte[] {LinuxAbi.AF_UNIX, 0};
    }

    /** The negative error number if {@code path} cannot be a socket's address, else 0. */
    static int pathError(byte[] path) {
        if (path.length == 0) {
            return -Errno.ENOENT;
        }
        return path.length > LinuxAbi.MAX_SOCKET_PATH ? -Errno.ENAMETOOLONG : 0;
    }

    /** The address of a valid path (see {@link #pathError}), with a terminating NUL. */
    static byte[] of(byte[] path) {
        byte[] address = new byte[LinuxAbi.SOCKADDR_FAMILY + path.length + 1];
        address[0] = LinuxAbi.AF_UNIX;
        System.arraycopy(path, 0, address, LinuxAbi.SOCKADDR_FAMILY, path.length);
        return address;
    }

    /**
     * The address of an abstract name. The first byte of {@code name} stands for the NUL that marks abstract names. The
     * name is not NUL-terminated.
     */
    static byte[] ofAbstract(byte[] name) {
        byte[] address = new byte[LinuxAbi.SOCKADDR_FAMILY + name.length];
        address[0] = LinuxAbi.AF_UNIX;
        System.arraycopy(name, 1, address, LinuxAbi.SOCKADDR_FAMILY + 1, name.length - 1);
        return address;
    }

    /** The bytes of a path, encoded as the JDK encodes file names. */
    static byte[] bytes(Path path) {
        return bytes(path.toString());
    }

    private static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(fileNameCharset());
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a path with a terminating NUL. */
    static byte[] cString(Path path) {
        return cString(path.toString());
    }

    /** A string, encoded like a file name, with a terminating NUL. */
    static byte[] cString(String text) {
        byte[] bytes = bytes(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static Charset fileNameCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    private UnixAddress() {}
}
