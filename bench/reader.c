/*
 * Reads standard input to its end, as the baseline for hooks with large
 * payloads.
 */
#include <unistd.h>

enum { BUFFER = 65536 };

int main(void)
{
    static char buffer[BUFFER];
    ssize_t count;
    do
        count = read(0, buffer, sizeof buffer);
    while (count > 0);
    _exit(count < 0);
}
