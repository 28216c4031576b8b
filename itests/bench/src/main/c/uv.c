// cc: uv_children.c uv_calls.c uv_timers.c uv_pending.c uv_echo.c -luv
// The peer `libuv`.
#include "uv_peer.h"

#include <signal.h>

enum { BUFFER = 64 * 1024, PAGE = 4096 };

uv_loop_t *loop;

void lend_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *lent) {
  static _Alignas(PAGE) char buffer[BUFFER];
  (void)handle, (void)suggested;
  *lent = uv_buf_init(buffer, sizeof buffer);
}

void measure_calls(bool (*work)(int64_t count), char **keys, int other_threads) {
  int64_t count = number_key(keys, "count");
  bool right = work(number_key(keys, "warmup"));
  struct measurement measurement = measurement_begun();
  right = work(count) && right;
  measurement_ended(&measurement);
  measurement.threads += other_threads;
  print_line(&measurement, (struct outcome){.ops = count, .right = right});
}

int main(int count, char **arguments) {
  (void)count;
  static const struct workload workloads[] = {
      {"spawn", bench_spawn},
      {"alive", bench_alive},
      {"exit", bench_exit},
      {"pipe", bench_pipe},
      {"bulk", bench_bulk},
      {"callsoon", bench_callsoon},
      {"threadsafe", bench_threadsafe},
      {"timers-cancel", bench_timers_cancel},
      {"timers-fire", bench_timers_fire},
      {"timers-pending", bench_timers_pending},
      {"echo", bench_echo},
      {NULL, NULL},
  };
  raise_descriptor_limit();
  signal(SIGPIPE, SIG_IGN);
  loop = uv_default_loop();
  return run_workload(workloads, arguments);
}
