package dev.llmbridge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbridge.protocol.Message.EventType;
import dev.llmbridge.protocol.Message.Hook;
import dev.llmbridge.protocol.Message.Query;
import dev.llmbridge.protocol.Message.QueryType;
import dev.llmbridge.protocol.Message.StatusLinePayload;
import dev.llmbridge.protocol.Message.TypedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageCodecPropertiesTest {
    @Property
    void an_encoded_message_decodes_to_an_equal_message(@ForAll("messages") Message message) {
        byte[] wire = MessageCodec.encode(message);

        assertThat(MessageCodec.decode(wire)).contains(message);
    }

    @Property
    void a_decoded_message_survives_another_round_trip(@ForAll("datagrams") byte[] wire) {
        Optional<Message> decoded = MessageCodec.decode(wire);

        if (decoded.isPresent()) {
            byte[] again = MessageCodec.encode(decoded.get());
            assertThat(MessageCodec.decode(again)).isEqualTo(decoded);
        }
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<String> text = Arbitraries.strings()
                .all()
                .map(raw -> new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        Arbitrary<byte[]> json = Arbitraries.bytes().array(byte[].class).ofMinSize(1);
        Arbitrary<Message> events = Combinators.combine(
                        text.optional(), Arbitraries.of(EventType.class), text.optional())
                .as(TypedEvent::new);
        Arbitrary<Message> hooks = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0),
                        json)
                .as(Hook::new);
        Arbitrary<Message> statuses = json.map(StatusLinePayload::new);
        Arbitrary<Message> queries = Arbitraries.of(QueryType.class).map(Query::new);
        return Arbitraries.oneOf(events, hooks, statuses, queries);
    }

    /** Random bytes, mostly after a valid prefix, so decoding gets past the first byte. */
    @Provide
    Arbitrary<byte[]> datagrams() {
        Arbitrary<String> heads = Arbitraries.of(
                "",
                "EVENT:",
                "EVENT:tool-start:",
                "EVENT@",
                "EVENT@a:stop",
                "HOOK:",
                "HOOK:1:",
                "HOOK:1:2:",
                "STATUS:",
                "QUERY:",
                "QUERY:ping");
        Arbitrary<String> tails = Arbitraries.oneOf(
                Arbitraries.strings().withChars(":0123456789@{}").ofMaxLength(30),
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(60));
        return Combinators.combine(heads, tails)
                .as((head, tail) -> (head + tail).getBytes(StandardCharsets.ISO_8859_1));
    }
}
