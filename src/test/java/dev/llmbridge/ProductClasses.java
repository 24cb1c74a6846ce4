package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The product's classes, and predicates that select classes. Selecting no class is an error, so that no rule can
 * silently lose its effect.
 */
final class ProductClasses {
    static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.llmbridge");

    private static final String ROOT = "dev.llmbridge";

    private ProductClasses() {}

    /**
     * Selects the classes in the given packages.
     *
     * @param patterns ArchUnit's package patterns; each must match a class of the product or on the class path
     */
    static DescribedPredicate<JavaClass> in(String... patterns) {
        for (String pattern : patterns) {
            assertThat(matches(pattern)).as("a class in " + pattern).isTrue();
        }
        return JavaClass.Predicates.resideInAnyPackage(patterns);
    }

    /** Selects the classes with these names; each must exist. */
    static DescribedPredicate<JavaClass> named(String... names) {
        for (String name : names) {
            assertThat(PRODUCT.contain(name) || isOnClassPath(name))
                    .as("the class " + name)
                    .isTrue();
        }
        List<String> known = List.of(names);
        return DescribedPredicate.describe("are one of " + known, javaClass -> known.contains(javaClass.getName()));
    }

    /** Returns the product's classes in the given packages and those that they depend on, directly or indirectly. */
    static Set<JavaClass> reachableFrom(String... patterns) {
        DescribedPredicate<JavaClass> roots = in(patterns);
        Set<JavaClass> reached = PRODUCT.stream().filter(roots).collect(Collectors.toCollection(LinkedHashSet::new));
        Deque<JavaClass> pending = new ArrayDeque<>(reached);
        while (!pending.isEmpty()) {
            for (Dependency dependency : pending.pop().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (PRODUCT.contain(target.getName()) && reached.add(target)) {
                    pending.push(target);
                }
            }
        }
        return reached;
    }

    private static boolean matches(String pattern) {
        PackageMatcher matcher = PackageMatcher.of(pattern);
        return PRODUCT.stream().anyMatch(ours -> matcher.matches(ours.getPackageName()))
                || !isOurs(pattern) && isPackageOnClassPath(pattern);
    }

    private static boolean isOurs(String pattern) {
        return pattern.equals(ROOT) || pattern.startsWith(ROOT + ".");
    }

    /**
     * Returns whether the class path contains a package. A framework that is no longer on it must be removed from the
     * rules, because nothing can use it.
     */
    private static boolean isPackageOnClassPath(String pattern) {
        String packageName = pattern.replace("..", "");
        AtomicBoolean found = new AtomicBoolean();
        new ClassFileImporter()
                .withImportOption(_ -> {
                    found.set(true);
                    return false;
                })
                .importPackages(packageName);
        return found.get();
    }

    private static boolean isOnClassPath(String name) {
        try {
            Class.forName(name, false, ProductClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
