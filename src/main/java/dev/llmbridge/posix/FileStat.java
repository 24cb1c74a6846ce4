package dev.llmbridge.posix;

/**
 * What the file system knows about a file.
 *
 * @param mode the type and the permissions, as in {@code st_mode}
 * @param owner the user id of its owner
 * @param inode identifies the file in its file system
 * @param size in bytes
 */
public record FileStat(int mode, int owner, long inode, long size) {
    public boolean isRegularFile() {
        return (mode & LinuxAbi.S_IFMT) == LinuxAbi.S_IFREG;
    }

    public boolean isSocket() {
        return (mode & LinuxAbi.S_IFMT) == LinuxAbi.S_IFSOCK;
    }
}
