// Timers, in milliseconds as libuv has them.
#include "uv_peer.h"

enum { BATCH = 1000, HOUR = 3600000, SECOND = 1000 };

static int64_t called, early, closed;

static void timer_closed(uv_handle_t *timer) {
  (void)timer;
  closed++;
}

static void count_call(uv_timer_t *timer) {
  (void)timer;
  called++;
}

// Right when none was called and the loop has nothing left.
static bool made_and_cancelled(int64_t count) {
  static uv_timer_t timers[BATCH];
  called = closed = 0;
  for (int64_t left = count; left > 0; left -= BATCH) {
    int batch = left < BATCH ? left : BATCH;
    for (int i = 0; i < batch; i++) {
      uv_timer_init(loop, &timers[i]);
      uv_timer_start(&timers[i], count_call, HOUR, 0);
    }
    for (int i = 0; i < batch; i++) {
      uv_close((uv_handle_t *)&timers[i], timer_closed);
    }
    uv_run(loop, UV_RUN_NOWAIT);
  }
  return called == 0 && closed == count && !uv_loop_alive(loop);
}

void bench_timers_cancel(char **keys) { measure_calls(made_and_cancelled, keys, 0); }

struct deadline {
  uv_timer_t timer;
  uint64_t millis;
};

// By the loop's own clock, which libuv reads once a turn and in milliseconds.
static void deadline_reached(uv_timer_t *timer) {
  struct deadline *deadline = (struct deadline *)timer;
  early += uv_now(loop) < deadline->millis;
  called++;
  uv_close((uv_handle_t *)timer, timer_closed);
}

static bool all_fire(int64_t count) {
  struct deadline *deadlines = allocated(count, sizeof *deadlines);
  called = closed = early = 0;
  uv_update_time(loop);
  for (int64_t i = 0; i < count; i++) {
    uint64_t delay = i * SECOND / count;
    deadlines[i].millis = uv_now(loop) + delay;
    uv_timer_init(loop, &deadlines[i].timer);
    uv_timer_start(&deadlines[i].timer, deadline_reached, delay, 0);
  }
  uv_run(loop, UV_RUN_DEFAULT);
  free(deadlines);
  return called == count && closed == count && early == 0;
}

void bench_timers_fire(char **keys) { measure_calls(all_fire, keys, 0); }
