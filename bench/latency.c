/*
 * Measures the time from an event to the state file and to the bar.
 *
 *   latency SOCKET STATE_FILE COUNT PER_SECOND SIGNAL DAEMON_PID FOLLOWER [ARGUMENT]...
 *
 * Acts as both the hook and the bar, so that one clock is enough: sends events
 * at a fixed rate, watches the state file, is named `waybar`, handles
 * SIGRTMIN+SIGNAL like Waybar, and reads the lines of FOLLOWER, which it
 * starts. Each event is a tool with a different name, so the file and the lines
 * show which event they include. Prints a line for each event:
 * NANOSECONDS_TO_FILE NANOSECONDS_TO_SIGNAL NANOSECONDS_TO_LINE, with -1 for
 * what never arrived. Signals from other daemons, which mistake this process for
 * their own bar, are not counted.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define TOOL "Probe-"
#define SECOND 1000000000L

struct sink {
    long reached; /* the newest event that has arrived here */
    long *taken;  /* ns that each event took, or -1 */
};

static const char *state_file;
static pid_t daemon_pid;
static int server;
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static int signals[2];
static int changes;
static long *sent;
static struct sink file, bar, stream;
static int lines;
static pid_t follower;

extern char **environ;

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    int saved = errno;
    long at = now();
    (void) number;
    (void) context;
    if (info->si_pid == daemon_pid)
        (void) !write(signals[1], &at, sizeof at);
    errno = saved;
}

static void prepare(const char *socket_path, int signal_number, long count)
{
    char *directory = strdup(state_file);
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_RESTART | SA_SIGINFO};
    if (!directory || strlen(socket_path) >= sizeof address.sun_path)
        errx(1, "%s: too long", socket_path);
    strcpy(address.sun_path, socket_path);
    server = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (server < 0 || changes < 0 || inotify_add_watch(changes, dirname(directory), IN_MOVED_TO) < 0
            || pipe2(signals, O_CLOEXEC | O_NONBLOCK) || sigaction(SIGRTMIN + signal_number, &action, NULL)
            || prctl(PR_SET_NAME, "waybar"))
        err(1, "prepare");
    free(directory);

    sent = calloc((size_t) count, sizeof *sent);
    file.taken = malloc((size_t) count * sizeof(long));
    bar.taken = malloc((size_t) count * sizeof(long));
    stream.taken = malloc((size_t) count * sizeof(long));
    if (!sent || !file.taken || !bar.taken || !stream.taken)
        err(1, "memory");
    for (long i = 0; i < count; i++)
        file.taken[i] = bar.taken[i] = stream.taken[i] = -1;
    file.reached = bar.reached = stream.reached = -1;
}

static void start_follower(char **command)
{
    posix_spawn_file_actions_t actions;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) || posix_spawn_file_actions_init(&actions)
            || posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
            || posix_spawn(&follower, command[0], &actions, NULL, command, environ))
        err(1, "%s", command[0]);
    close(ends[1]);
    lines = ends[0];
    if (fcntl(lines, F_SETFL, O_NONBLOCK))
        err(1, "fcntl");
}

static long send_event(const char *tool, long number)
{
    char message[512];
    long at = now();
    int length = snprintf(message, sizeof message,
            "HOOK:%ld:0:{\"session_id\":\"latency\",\"cwd\":\"/home/user/project\",\"hook_event_name\":\"PreToolUse\","
            "\"tool_name\":\"%s%ld\",\"tool_use_id\":\"toolu_probe\",\"tool_input\":{\"command\":\"true\"}}",
            at, tool, number);
    while (sendto(server, message, (size_t) length, 0, (struct sockaddr *) &address, sizeof address) < 0)
        if (errno != EINTR)
            err(1, "%s", address.sun_path);
    return at;
}

/* Returns the event that a text shows, or -1. */
static long shown_in(const char *text)
{
    const char *tool = strstr(text, TOOL);
    return tool ? atol(tool + strlen(TOOL)) : -1;
}

/* Returns the newest event that the state file shows, or -1. */
static long shown(void)
{
    static char text[65536];
    int descriptor = open(state_file, O_RDONLY | O_CLOEXEC);
    ssize_t length = descriptor < 0 ? 0 : read(descriptor, text, sizeof text - 1);
    if (descriptor >= 0)
        close(descriptor);
    text[length > 0 ? length : 0] = 0;
    return shown_in(text);
}

static void reach(struct sink *sink, long newest, long at)
{
    while (sink->reached < newest && sent[sink->reached + 1] <= at) {
        sink->reached++;
        sink->taken[sink->reached] = at - sent[sink->reached];
    }
}

static void on_change(long at)
{
    _Alignas(struct inotify_event) char buffer[4096];
    while (read(changes, buffer, sizeof buffer) > 0)
        reach(&file, shown(), at);
}

/* Lines arrive whole while the pipe has room; only the newest counts. */
static void take_lines(long at)
{
    static char text[65536];
    static size_t length;
    ssize_t count;
    while ((count = read(lines, text + length, sizeof text - 1 - length)) > 0) {
        length += (size_t) count;
        text[length] = 0;
        char *end;
        while ((end = strchr(text, '\n'))) {
            *end = 0;
            reach(&stream, shown_in(text), at);
            length -= (size_t) (end + 1 - text);
            memmove(text, end + 1, length + 1);
        }
        if (length == sizeof text - 1)
            errx(1, "a line of more than %zu bytes", length);
    }
    if (count == 0)
        errx(1, "the follower has exited");
}

static int take_signals(void)
{
    long at;
    int taken = 0;
    for (; read(signals[0], &at, sizeof at) == sizeof at; taken++)
        reach(&bar, shown(), at);
    return taken;
}

/* Handles everything that arrives until the given time. */
static void watch_until(long moment)
{
    for (long left; (left = moment - now()) > 0;) {
        struct pollfd watched[] = {{.fd = changes, .events = POLLIN}, {.fd = signals[0], .events = POLLIN},
                                   {.fd = lines, .events = POLLIN}};
        struct timespec wait = {.tv_sec = left / SECOND, .tv_nsec = left % SECOND};
        if (ppoll(watched, 3, &wait, NULL) <= 0)
            continue;
        if (watched[0].revents)
            on_change(now());
        if (watched[1].revents)
            take_signals();
        if (watched[2].revents)
            take_lines(now());
    }
}

/* A daemon that has found no bar does not search again for a few seconds. */
static void wait_until_found(void)
{
    for (int i = 0; i < 100; i++) {
        send_event("Warm-up-", i);
        poll(&(struct pollfd) {.fd = signals[0], .events = POLLIN}, 1, 200);
        if (take_signals())
            return;
    }
    errx(1, "no signal within 20 s");
}

int main(int argc, char **argv)
{
    if (argc < 8)
        errx(64, "usage: latency SOCKET STATE_FILE COUNT PER_SECOND SIGNAL DAEMON_PID FOLLOWER [ARGUMENT]...");
    state_file = argv[2];
    long count = atol(argv[3]);
    long interval = SECOND / atol(argv[4]);
    daemon_pid = atoi(argv[6]);
    prepare(argv[1], atoi(argv[5]), count);
    start_follower(argv + 7);
    wait_until_found();

    long start = now() + SECOND / 4;
    for (long i = 0; i < count; i++) {
        watch_until(start + i * interval);
        sent[i] = send_event(TOOL, i);
    }
    for (int i = 0; i < 100 && (bar.reached < count - 1 || stream.reached < count - 1); i++)
        watch_until(now() + SECOND / 50);

    for (long i = 0; i < count; i++)
        printf("%ld %ld %ld\n", file.taken[i], bar.taken[i], stream.taken[i]);
    kill(follower, SIGTERM);
    return 0;
}
