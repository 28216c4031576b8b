// cc: -static
// writer BYTES: writes so many zeros to its standard output, in blocks of 64 KiB.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, PAGE = 4096 };

static _Alignas(PAGE) char block[BLOCK];

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: writer BYTES\n");
    return EXIT_FAILURE;
  }
  long long left = atoll(arguments[1]);
  while (left > 0) {
    ssize_t written = write(STDOUT_FILENO, block, left < BLOCK ? (size_t)left : BLOCK);
    if (written < 0) {
      perror("writer");
      return EXIT_FAILURE;
    }
    left -= written;
  }
  return EXIT_SUCCESS;
}
