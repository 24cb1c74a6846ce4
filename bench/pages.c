/*
 * Touches pages of new memory and exits, as a baseline for programs that use
 * many pages: the price of a page fault varies tenfold between machines.
 *
 *   pages COUNT
 */
#include <err.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

int main(int argc, char **argv)
{
    if (argc != 2)
        errx(64, "usage: pages COUNT");
    size_t length = strtoul(argv[1], NULL, 10) * PAGE;
    volatile char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        err(1, "mmap");
    for (size_t at = 0; at < length; at += PAGE)
        memory[at] = 1;
    return 0;
}
