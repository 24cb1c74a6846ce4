package dev.llmbridge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkedBlockTest {
    private static final MarkedBlock BLOCK = new MarkedBlock("# begin", "# end");

    @Test
    void the_block_is_added_after_the_rest_of_the_file() {
        assertThat(added("a=b\n", "x=y\n")).isEqualTo("a=b\n\n# begin\nx=y\n# end\n");
        assertThat(added("a=b", "x=y\n")).isEqualTo("a=b\n# begin\nx=y\n# end\n");
    }

    @Test
    void a_file_that_does_not_exist_is_created_and_removed() {
        byte[] created = BLOCK.addTo(Optional.empty(), "x=y\n");
        assertThat(text(created)).isEqualTo("# begin\nx=y\n# end\n");
        assertThat(BLOCK.removeFrom(created)).isEmpty();
    }

    @Test
    void an_empty_file_is_kept() {
        assertThat(BLOCK.removeFrom(bytes(added("", "x=y\n")))).hasValue(new byte[0]);
    }

    @Test
    void a_block_is_updated_in_its_place() {
        String edited = added("a=b\n", "x=y\n") + "c=d\n";
        assertThat(added(edited, "x=z\n")).isEqualTo("a=b\n\n# begin\nx=z\n# end\nc=d\n");
    }

    @Test
    void text_after_the_block_stays_when_the_block_is_removed() {
        String edited = added("a=b\n", "x=y\n") + "c=d\n";
        assertThat(BLOCK.removeFrom(bytes(edited)).map(MarkedBlockTest::text)).contains("a=b\nc=d\n");
    }

    @Test
    void lines_are_not_joined_when_the_block_between_them_is_removed() {
        String edited = added("a=b", "x=y\n") + "c=d\n";
        assertThat(BLOCK.removeFrom(bytes(edited)).map(MarkedBlockTest::text)).contains("a=b\nc=d\n");
        String withoutBlankLine = added("a=b\n", "x=y\n").replace("\n\n", "\n") + "c=d\n";
        assertThat(BLOCK.removeFrom(bytes(withoutBlankLine)).map(MarkedBlockTest::text))
                .contains("a=b\nc=d\n");
    }

    @Test
    void a_file_without_the_block_stays_as_it_is() {
        String mentioned = "a # begin\n # end\n";
        assertThat(BLOCK.isIn(bytes(mentioned))).isFalse();
        assertThat(BLOCK.removeFrom(bytes(mentioned)).map(MarkedBlockTest::text))
                .contains(mentioned);
    }

    @Property
    void adding_and_removing_leaves_every_byte_as_it_was(@ForAll("files") byte[] file) {
        byte[] with = BLOCK.addTo(Optional.of(file), "x = ä\n");
        assertThat(BLOCK.isIn(with)).isTrue();
        assertThat(BLOCK.addTo(Optional.of(with), "x = ä\n")).isEqualTo(with);
        assertThat(BLOCK.removeFrom(with)).hasValue(file);
    }

    @Provide
    Arbitrary<byte[]> files() {
        return Arbitraries.of((byte) '\n', (byte) '\r', (byte) '#', (byte) 'a', (byte) 0xe4, (byte) 0)
                .array(byte[].class)
                .ofMaxSize(20);
    }

    private static String added(String content, String lines) {
        return text(BLOCK.addTo(Optional.of(bytes(content)), lines));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
