package dev.llmbridge.posix;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Paths as the kernel takes them, and struct sockaddr_un. */
final class UnixAddress {
    private static final int FAMILY_SIZE = 2;
    private static final int MAX_PATH = 107;

    /** The address of length {@link #FAMILY_SIZE} that binds to a name of the kernel's choice. */
    static byte[] anyName() {
        return new byte[] {LinuxAbi.AF_UNIX, 0};
    }

    /** Why {@code path} cannot be a socket's address, as a negative error number; 0 where it can. */
    static int refusal(byte[] path) {
        if (path.length == 0) {
            return -Errno.ENOENT;
        }
        return path.length > MAX_PATH ? -Errno.ENAMETOOLONG : 0;
    }

    /** The address of a path that is not refused, with its ending NUL. */
    static byte[] of(byte[] path) {
        byte[] address = new byte[FAMILY_SIZE + path.length + 1];
        address[0] = LinuxAbi.AF_UNIX;
        System.arraycopy(path, 0, address, FAMILY_SIZE, path.length);
        return address;
    }

    /** The address of an abstract name, whose first byte stands for the NUL that marks it. All its bytes count: none ends it. */
    static byte[] ofAbstract(byte[] name) {
        byte[] address = new byte[FAMILY_SIZE + name.length];
        address[0] = LinuxAbi.AF_UNIX;
        System.arraycopy(name, 1, address, FAMILY_SIZE + 1, name.length - 1);
        return address;
    }

    /** A path's bytes, as the JDK hands them to the kernel. */
    static byte[] bytes(Path path) {
        return bytes(path.toString());
    }

    private static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(charsetOfFileNames());
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A text as the kernel takes it, with the zero that ends it. */
    static byte[] ended(String text) {
        byte[] bytes = bytes(text);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static Charset charsetOfFileNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    }

    private UnixAddress() {}
}
