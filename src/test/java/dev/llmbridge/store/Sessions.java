package dev.llmbridge.store;

import dev.llmbridge.session.AccountLimits;
import dev.llmbridge.session.Activity;
import dev.llmbridge.session.BackgroundTasks;
import dev.llmbridge.session.Client;
import dev.llmbridge.session.ClientProcess;
import dev.llmbridge.session.Clients;
import dev.llmbridge.session.ProjectDirectory;
import dev.llmbridge.session.Session;
import dev.llmbridge.session.Session.LastHook;
import dev.llmbridge.session.Session.RunningTool;
import dev.llmbridge.session.Session.Subagent;
import dev.llmbridge.session.Session.Wait;
import dev.llmbridge.session.SessionId;
import dev.llmbridge.session.SessionLabels;
import dev.llmbridge.session.Usage;
import dev.llmbridge.session.Usage.ContextWindow;
import dev.llmbridge.session.Usage.Limit;
import dev.llmbridge.session.Usage.SpendLimit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Generates arbitrary sessions with arbitrary strings. */
final class Sessions extends DomainContextBase {
    private final Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(30);
    private final Arbitrary<Optional<String>> maybeTexts = texts.optional();
    private final Arbitrary<Long> longs = Arbitraries.longs();
    private final Arbitrary<Double> costs = Arbitraries.doubles().between(0, 1e12);
    private final Arbitrary<Instant> times = Combinators.combine(
                    Arbitraries.longs().between(0, 253_402_300_799L),
                    Arbitraries.integers().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);

    @Provide
    Arbitrary<Session> sessions() {
        return Combinators.combine(origins(), work(), pauses(), usages(), costs, times)
                .as((origin, work, pause, usage, cost, lastEvent) -> new Session(
                        origin.id(),
                        new Clients(origin.clients()),
                        origin.cwd(),
                        origin.project(),
                        origin.labels(),
                        usage,
                        cost,
                        work.working(),
                        work.turnStarted(),
                        work.background(),
                        work.tools(),
                        work.subagents(),
                        pause.waiting(),
                        pause.compacting(),
                        pause.failure(),
                        pause.finished(),
                        pause.endReported(),
                        Optional.empty(),
                        pause.lastHook(),
                        work.stamp(),
                        lastEvent));
    }

    private record Origin(
            SessionId id, List<Client> clients, String cwd, ProjectDirectory project, SessionLabels labels) {}

    private Arbitrary<Origin> origins() {
        Arbitrary<Client> clients = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1), longs, Arbitraries.of(true, false), longs)
                .as((pid, startTime, headless, stamp) ->
                        new Client(new ClientProcess(pid, startTime), headless, Optional.empty(), false, stamp));
        Arbitrary<ProjectDirectory> projects = Combinators.combine(texts, Arbitraries.of(ProjectDirectory.Origin.class))
                .as(ProjectDirectory::new);
        Arbitrary<SessionLabels> labels =
                Combinators.combine(texts, texts, texts, texts).as(SessionLabels::new);
        return Combinators.combine(texts.map(SessionId::of), clients.list().ofMaxSize(3), texts, projects, labels)
                .as(Origin::new);
    }

    private record Work(
            boolean working,
            Optional<Instant> turnStarted,
            BackgroundTasks background,
            List<RunningTool> tools,
            List<Subagent> subagents,
            long stamp) {}

    private Arbitrary<Work> work() {
        Arbitrary<RunningTool> tools =
                Combinators.combine(texts, texts, maybeTexts, maybeTexts, times).as(RunningTool::new);
        Arbitrary<BackgroundTasks> background = Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                .as(BackgroundTasks::new);
        Arbitrary<Subagent> subagents = Combinators.combine(texts, texts).as(Subagent::new);
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        times.optional(),
                        background,
                        tools.list().ofMaxSize(4),
                        subagents.list().ofMaxSize(3),
                        longs)
                .as(Work::new);
    }

    private record Pause(
            List<Wait> waiting,
            Optional<Instant> compacting,
            Optional<String> failure,
            Optional<Instant> finished,
            boolean endReported,
            Optional<LastHook> lastHook) {}

    private Arbitrary<Pause> pauses() {
        Arbitrary<Wait> waits = Combinators.combine(
                        Arbitraries.of(Activity.Reason.class),
                        maybeTexts,
                        maybeTexts,
                        times,
                        Arbitraries.of(true, false))
                .as(Wait::new);
        return Combinators.combine(
                        waits.list().ofMaxSize(3),
                        times.optional(),
                        maybeTexts,
                        times.optional(),
                        Arbitraries.of(true, false),
                        Combinators.combine(texts, times).as(LastHook::new).optional())
                .as(Pause::new);
    }

    private Arbitrary<Usage> usages() {
        Arbitrary<Optional<Limit>> limits = Combinators.combine(Arbitraries.integers(), longs)
                .as(Limit::new)
                .optional();
        Arbitrary<OptionalLong[]> counts = Arbitraries.oneOf(
                        Arbitraries.just(OptionalLong.empty()), longs.map(OptionalLong::of))
                .array(OptionalLong[].class)
                .ofSize(6);
        Arbitrary<OptionalDouble> maybeCosts =
                Arbitraries.oneOf(Arbitraries.just(OptionalDouble.empty()), costs.map(OptionalDouble::of));
        Arbitrary<Optional<ContextWindow>> contexts = Arbitraries.integers()
                .map(percent -> new ContextWindow(OptionalInt.of(percent)))
                .optional();
        Arbitrary<Optional<SpendLimit>> spends = Combinators.combine(limits, maybeCosts, maybeCosts, texts)
                .as((limit, used, most, period) -> limit.map(known -> new SpendLimit(known, used, most, period)));
        Arbitrary<AccountLimits> accounts = Combinators.combine(texts, times, limits, limits, spends)
                .as(AccountLimits::new)
                .map(account -> account.isEmpty() ? AccountLimits.NONE : account);
        return Combinators.combine(texts, maybeCosts, counts, contexts, accounts)
                .as((model, cost, count, context, account) -> new Usage(
                        model, cost, count[0], count[1], count[2], count[3], context, count[4], count[5], account));
    }
}
