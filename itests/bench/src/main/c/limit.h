// The loop of the practical limit: an epoll, whose events find their source, whose function takes
// them.
#ifndef LIMIT_H
#define LIMIT_H

#include "bench.h"

#include <stddef.h>
#include <sys/epoll.h>

#define OWNER(source, type, member) ((type *)((char *)(source)-offsetof(type, member)))

enum { LOOP_BUFFER = 256 * 1024, PAGE = 4096 };

struct source {
  int descriptor;
  void (*ready)(struct source *source);
};

// What a source reads into, and has done with before the next is called.
extern char loop_buffer[LOOP_BUFFER];

void watch(struct source *source, int descriptor, void (*ready)(struct source *));

void watch_for(struct source *source, uint32_t events, void (*ready)(struct source *));

// And closes its descriptor.
void unwatch(struct source *source);

// Waits for events, and calls those who have some.
void turn(void);

void bench_spawn(char **keys);
void bench_spawn_threads(char **keys);
void bench_alive(char **keys);
void bench_exit(char **keys);
void bench_pipe(char **keys);
void bench_bulk(char **keys);
void bench_echo(char **keys);

#endif
