/*
 * Times whole processes, from before the spawn until they are reaped.
 *
 *   spawn ROUNDS COMMAND [, COMMAND]...
 *   COMMAND: NAME INPUT [VARIABLE=VALUE]... PROGRAM [ARGUMENT]...
 *
 * Each round runs every command once, in a newly shuffled order. INPUT is a
 * file, whose contents the process reads from a pipe that is filled and closed
 * before it starts, or from the file itself if they do not fit into a pipe; or
 * `tty` for a terminal. The environment contains only the given variables, and
 * output is discarded. Prints a line for each run:
 * NAME NANOSECONDS WAIT_STATUS
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PIPE_CAPACITY = 65536 };

struct command {
    const char *name;
    char *payload;
    size_t length;
    const char *file; /* if it is larger than a pipe */
    int terminal; /* a descriptor, or -1 */
    char **environment;
    char **arguments;
};

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int open_terminal(void)
{
    int control = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (control < 0 || grantpt(control) || unlockpt(control))
        err(1, "no terminal");
    int terminal = open(ptsname(control), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        err(1, "no terminal");
    return terminal;
}

static void read_payload(struct command *command, const char *path)
{
    FILE *file = fopen(path, "re");
    command->payload = malloc(PIPE_CAPACITY + 1);
    if (!file || !command->payload)
        err(1, "%s", path);
    command->length = fread(command->payload, 1, PIPE_CAPACITY + 1, file);
    if (command->length > PIPE_CAPACITY)
        command->file = path;
    fclose(file);
}

/* Parses the words up to a comma or the end; returns their number. */
static int parse(struct command *command, char **words, int count)
{
    int end = 0;
    while (end < count && strcmp(words[end], ",") != 0)
        end++;
    int program = 2;
    while (program < end && strchr(words[program], '='))
        program++;
    if (program >= end)
        errx(64, "usage: spawn ROUNDS NAME INPUT [VARIABLE=VALUE]... PROGRAM [ARGUMENT]... [, NAME ...]...");

    command->name = words[0];
    command->terminal = -1;
    if (strcmp(words[1], "tty") == 0)
        command->terminal = open_terminal();
    else
        read_payload(command, words[1]);

    size_t variables = (size_t) (program - 2);
    command->environment = calloc(variables + 1, sizeof(char *));
    if (!command->environment)
        err(1, "memory");
    memcpy(command->environment, words + 2, variables * sizeof(char *));
    words[end] = NULL;
    command->arguments = words + program;
    return end;
}

static int open_input(const struct command *command)
{
    int ends[2];
    if (command->terminal >= 0)
        return fcntl(command->terminal, F_DUPFD_CLOEXEC, 3);
    if (command->file)
        return open(command->file, O_RDONLY | O_CLOEXEC);
    if (pipe2(ends, O_CLOEXEC) || write(ends[1], command->payload, command->length) != (ssize_t) command->length)
        err(1, "pipe");
    close(ends[1]);
    return ends[0];
}

static void run(const struct command *command)
{
    int input = open_input(command);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);

    pid_t pid;
    int status;
    long start = now();
    int failure = posix_spawn(&pid, command->arguments[0], &actions, NULL, command->arguments, command->environment);
    if (failure)
        errx(1, "%s: %s", command->arguments[0], strerror(failure));
    if (waitpid(pid, &status, 0) != pid)
        err(1, "waitpid");
    long end = now();

    posix_spawn_file_actions_destroy(&actions);
    close(input);
    printf("%s %ld %d\n", command->name, end - start, status);
}

static void shuffle(struct command *commands, int count)
{
    for (int i = count - 1; i > 0; i--) {
        int other = (int) (random() % (i + 1));
        struct command moved = commands[i];
        commands[i] = commands[other];
        commands[other] = moved;
    }
}

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 0;
    struct command *commands = calloc((size_t) argc, sizeof *commands);
    int count = 0;
    if (!commands)
        err(1, "memory");
    for (int next = 2; count == 0 || next < argc; next++)
        next += parse(&commands[count++], argv + next, argc - next);

    for (long round = 0; round < rounds; round++) {
        shuffle(commands, count);
        for (int i = 0; i < count; i++)
            run(&commands[i]);
    }
    return fflush(stdout) ? 1 : 0;
}
