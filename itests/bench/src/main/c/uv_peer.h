// What the parts of the peer `libuv` have in common.
#ifndef UV_PEER_H
#define UV_PEER_H

#include "bench.h"

#include <uv.h>

extern uv_loop_t *loop;

// libuv answers with an error of its own, which is the end as well.
static inline int uv_checked(int answer, const char *what) {
  if (answer < 0) {
    fprintf(stderr, "%s: %s\n", what, uv_strerror(answer));
    exit(EXIT_FAILURE);
  }
  return answer;
}

// One buffer for all: it is read before the next is asked for.
void lend_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *lent);

// Measures work that does so much and says whether it was right. Its other threads have ended when
// they could be counted.
void measure_calls(bool (*work)(int64_t count), char **keys, int other_threads);

void bench_spawn(char **keys);
void bench_alive(char **keys);
void bench_exit(char **keys);
void bench_pipe(char **keys);
void bench_bulk(char **keys);
void bench_callsoon(char **keys);
void bench_threadsafe(char **keys);
void bench_timers_cancel(char **keys);
void bench_timers_fire(char **keys);
void bench_timers_pending(char **keys);
void bench_echo(char **keys);

#endif
