package dev.llmbridge.display;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FormatPropertiesTest {
    @Property
    void any_format_parses_to_one_line_of_well_formed_markup(@ForAll String format, @ForAll String model) {
        Values values = new Values(model, model, model, model, 1, 1, 2, 3, 4, 5);

        String markup =
                Format.parse(format + "{model}{counts}{sessions}" + format).asMarkup(values);

        assertThat(Xml.isWellFormed(markup)).isTrue();
        assertThat(markup).doesNotContain("\n", "\r");
    }
}
