package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrustedUsersTest {
    private static final int ROOT = 0;
    private static final int USER = 1000;

    @Test
    void a_user_trusts_only_himself() {
        TrustedUsers users = TrustedUsers.of(process(USER, USER + 1), Path.of("/run/user/1001"));
        assertThat(users.contains(USER)).isTrue();
        assertThat(users.contains(USER + 1)).isFalse();
        assertThat(users.contains(ROOT)).isFalse();
    }

    @Test
    void root_also_trusts_the_owner_of_the_runtime_directory() {
        TrustedUsers users = TrustedUsers.of(process(ROOT, USER), Path.of("/run/user/1000"));
        assertThat(users.contains(ROOT)).isTrue();
        assertThat(users.contains(USER)).isTrue();
        assertThat(users.contains(USER + 1)).isFalse();
    }

    @Test
    void a_missing_runtime_directory_has_no_owner() {
        TrustedUsers users = TrustedUsers.of(Libc.current(), Path.of("/none"));
        assertThat(users).isEqualTo(new TrustedUsers(Libc.current().getuid(), OptionalInt.empty()));
    }

    private static Libc process(int user, int directoryOwner) {
        return new FakeLibc() {
            @Override
            public int getuid() {
                return user;
            }

            @Override
            public Optional<FileStat> status(Path file) {
                return Optional.of(new FileStat(0, directoryOwner, 0, 0));
            }
        };
    }
}
