package dev.llmbridge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.llmbridge.ProductClasses.PRODUCT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/**
 * The program and its tests behave the same under every locale. Neither uses the default charset or changes case by the
 * rules of the default locale, and the program does not use the default locale at all.
 */
class LocaleTest {
    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.llmbridge");

    @Test
    void nothing_relies_on_the_default_charset() {
        noClasses()
                .should()
                .callMethodWhere(aCall(String.class, "getBytes"))
                .orShould()
                .callMethodWhere(aCall(ByteArrayOutputStream.class, "toString"))
                .orShould()
                .callMethodWhere(aCall(Charset.class, "defaultCharset"))
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callConstructor(String.class, byte[].class, int.class, int.class)
                .orShould()
                .callConstructor(InputStreamReader.class, InputStream.class)
                .orShould()
                .callConstructor(OutputStreamWriter.class, OutputStream.class)
                .orShould()
                .callConstructor(FileReader.class, String.class)
                .orShould()
                .callConstructor(FileReader.class, File.class)
                .orShould()
                .callConstructor(FileWriter.class, String.class)
                .orShould()
                .callConstructor(FileWriter.class, File.class)
                .orShould()
                .callConstructor(PrintStream.class, OutputStream.class)
                .orShould()
                .callConstructor(PrintStream.class, OutputStream.class, boolean.class)
                .orShould()
                .callConstructor(PrintWriter.class, OutputStream.class)
                .orShould()
                .callConstructor(PrintWriter.class, OutputStream.class, boolean.class)
                .orShould()
                .callConstructor(Scanner.class, InputStream.class)
                .orShould()
                .callConstructor(Scanner.class, Path.class)
                .orShould()
                .callConstructor(Scanner.class, File.class)
                .check(EVERYTHING);
    }

    @Test
    void nothing_changes_case_by_the_rules_of_the_default_locale() {
        noClasses()
                .should()
                .callMethodWhere(aCall(String.class, "toLowerCase"))
                .orShould()
                .callMethodWhere(aCall(String.class, "toUpperCase"))
                .check(EVERYTHING);
    }

    @Test
    void the_program_does_not_ask_for_the_default_locale() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(Predicates.type(Locale.class))).and(target(name("getDefault"))))
                .check(PRODUCT);
    }

    /**
     * Tests may format in the default locale. Running them under a locale with different digits and letters finds the
     * cases that matter.
     */
    @Test
    void the_program_formats_nothing_in_the_default_locale() {
        noClasses()
                .should()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethodWhere(target(owner(DescribedPredicate.describe(
                                "a printer",
                                type -> type.isAssignableTo(PrintStream.class)
                                        || type.isAssignableTo(PrintWriter.class))))
                        .and(target(nameMatching("printf|format")))
                        .and(target(rawParameterTypes(List.of(String.class.getName(), Object[].class.getName())))))
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaCall<?>> aCall(Class<?> type, String method) {
        return DescribedPredicate.describe("a call to " + type.getSimpleName() + "." + method + "()", call -> {
            CodeUnitCallTarget target = call.getTarget();
            JavaClass owner = target.getOwner();
            return owner.isEquivalentTo(type)
                    && target.getName().equals(method)
                    && target.getRawParameterTypes().isEmpty();
        });
    }
}
