package dev.llmbridge.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.posix.StandardInput.Input;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class StandardInputPropertiesTest {
    @Property(tries = 200)
    void chunk_sizes_do_not_matter(
            @ForAll @Size(max = 4000) byte[] already, @ForAll @Size(max = 12) List<@Size(max = 4000) byte[]> chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(already);
        StandardInputTest.Script script = new StandardInputTest.Script(0);
        for (byte[] chunk : chunks) {
            // An empty chunk would mean the end of input.
            if (chunk.length > 0) {
                whole.writeBytes(chunk);
                script.chunks.add(chunk);
            }
        }
        Input input = script.input().resume(already, script.now);
        assertThat(Arrays.copyOf(input.buffer(), input.length())).isEqualTo(whole.toByteArray());
    }
}
