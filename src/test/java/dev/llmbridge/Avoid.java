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
 * Checks that a class does not use certain classes, and neither calls nor references certain methods. A call also
 * counts as a use of the class that it returns, because a call such as {@code list.stream()} does not name that class.
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

    /** Adds all overloads of the named methods. {@code owner} must have a method of each name. */
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
            if (methods.contains(method) || access instanceof JavaCodeUnitAccess<?> call && returnsSuchClass(call)) {
                uses.add(access.getDescription());
            }
        }
        String all = String.join("\n", uses);
        events.add(
                uses.isEmpty() ? SimpleConditionEvent.satisfied(user, all) : SimpleConditionEvent.violated(user, all));
    }

    private boolean returnsSuchClass(JavaCodeUnitAccess<?> call) {
        return classes.test(call.getTarget().getRawReturnType().getBaseComponentType());
    }
}
