/*
 * Sends hook messages of half a kilobyte as fast as the daemon accepts them, and
 * waits until it has processed all of them.
 *
 *   flood SOCKET COUNT SESSIONS
 *
 * Tools start and end alternately, in sessions load-0, load-1, ... in turn. If
 * the queue is full, the sender waits. The measurement ends with the answers to
 * two queries: one for the status, which the daemon answers when it has processed
 * all earlier messages, and a ping for its count, which would overtake them.
 * Prints: ACCEPTED RETRIES NANOSECONDS RECEIVED
 * where RECEIVED is the daemon's own count.
 */
#include <err.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { SIZE = 512, ANSWER_TIMEOUT_S = 60, QUERIES = 2 };

static const char status[] = "QUERY:status";
static const char ping[] = "QUERY:ping";
static long retries;

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int connect_to(const char *path)
{
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    struct timeval timeout = {.tv_sec = ANSWER_TIMEOUT_S};
    if (strlen(path) >= sizeof to.sun_path)
        errx(1, "%s: too long", path);
    strcpy(to.sun_path, path);
    /* Binds an arbitrary address, so that the daemon can answer. */
    if (descriptor < 0 || bind(descriptor, (struct sockaddr *) &to, sizeof to.sun_family)
            || connect(descriptor, (struct sockaddr *) &to, sizeof to)
            || setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout))
        err(1, "%s", path);
    return descriptor;
}

static void send_all(int descriptor, const char *message, size_t length)
{
    while (send(descriptor, message, length, MSG_DONTWAIT) < 0) {
        if (errno != EAGAIN)
            err(1, "send");
        retries++;
        poll(&(struct pollfd) {.fd = descriptor, .events = POLLOUT}, 1, 1);
    }
}

/* Receives the beginning of the answer to a query. */
static void ask(int descriptor, const char *query, size_t length, char *answer, size_t size)
{
    send_all(descriptor, query, length);
    ssize_t received = recv(descriptor, answer, size - 1, 0);
    if (received < 0)
        err(1, "no answer to %s", query);
    answer[received] = 0;
}

static long received(int descriptor)
{
    char answer[4096];
    ask(descriptor, status, sizeof status - 1, answer, sizeof answer);
    ask(descriptor, ping, sizeof ping - 1, answer, sizeof answer);
    const char *field = strstr(answer, "\"received\":");
    if (!field)
        errx(1, "the answer to a ping has no count: %s", answer);
    return atol(strchr(field, ':') + 1);
}

static size_t compose(char *message, long i, long sessions)
{
    static char padding[SIZE];
    long turn = i / 2;
    if (!padding[0])
        memset(padding, 'x', SIZE - 1);
    int length = snprintf(message, SIZE,
            "HOOK:%ld:0:{\"session_id\":\"load-%ld\",\"cwd\":\"/home/user/project\",\"permission_mode\":\"default\","
            "\"hook_event_name\":\"%s\",\"tool_name\":\"Bash\",\"tool_use_id\":\"toolu_%ld\",\"tool_input\":{\"command\":\"",
            now(), turn % sessions, i % 2 ? "PostToolUse" : "PreToolUse", turn);
    return (size_t) length + (size_t) snprintf(message + length, (size_t) (SIZE - length), "%.*s\"}}",
            SIZE - length - 4, padding);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        errx(64, "usage: flood SOCKET COUNT SESSIONS");
    int descriptor = connect_to(argv[1]);
    long count = atol(argv[2]);
    long sessions = atol(argv[3]);
    char message[SIZE];

    long before = received(descriptor);
    retries = 0;
    long start = now();
    for (long i = 0; i < count; i++)
        send_all(descriptor, message, compose(message, i, sessions));
    long retried = retries;
    long after = received(descriptor);
    printf("%ld %ld %ld %ld\n", count, retried, now() - start, after - before - QUERIES);
    return 0;
}
