package dev.llmbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * That a class uses none of some others, nor some methods of others, whether it calls these or refers to them. Sees what
 * a call returns too: {@code list.stream()} by itself names no class of streams.
 */
final class Avoid extends ArchCondition<JavaClass> {
    private final DescribedPredicate<JavaClass> classes;
    private final Set<String> methods;

    Avoid(DescribedPredicate<JavaClass> classes) {
        this(classes, Set.of());
    }

    private Avoid(DescribedPredicate<JavaClass> classes, Set<String> methods) {
        super("use no classes that " + classes.getDescription() + ", and none of " + methods);
        this.classes = classes;
        this.methods = methods;
    }

    /** Adds the methods of these names, with whatever parameters; {@code owner} must have each. */
    Avoid calling(Class<?> owner, String... names) {
        List<String> known =
                Arrays.stream(owner.getMethods()).map(Method::getName).toList();
        assertThat(known).as("methods of " + owner).contains(names);
        Set<String> all = new HashSet<>(methods);
        for (String name : names) {
            all.add(owner.getName() + '.' + name);
        }
        return new Avoid(classes, all);
    }

    @Override
    public void check(JavaClass user, ConditionEvents events) {
        List<String> uses = new ArrayList<>();
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
            if (classes.test(dependency.getTargetClass().getBaseComponentType())) {
                uses.add(dependency.getDescription());
            }
        }
        for (JavaAccess<?> access : user.getAccessesFromSelf()) {
            String method =
                    access.getTargetOwner().getName() + '.' + access.getTarget().getName();
            if (methods.contains(method) || access instanceof JavaCodeUnitAccess<?> call && returnsOne(call)) {
                uses.add(access.getDescription());
            }
        }
        String all = String.join("\n", uses);
        events.add(
                uses.isEmpty() ? SimpleConditionEvent.satisfied(user, all) : SimpleConditionEvent.violated(user, all));
    }

    private boolean returnsOne(JavaCodeUnitAccess<?> call) {
        return classes.test(call.getTarget().getRawReturnType().getBaseComponentType());
    }
}
