// Timers that come and go beside many that are far away.
#include "uv_peer.h"

enum { BATCH = 1000, SOON = 1, HOUR = 3600000, SCATTER = 7919 };

static int64_t fired, fired_early, closed;

static void timer_closed(uv_handle_t *timer) {
  (void)timer;
  closed++;
}

static void fire(uv_timer_t *timer) {
  fired++;
  uv_close((uv_handle_t *)timer, timer_closed);
}

static void never(uv_timer_t *timer) {
  (void)timer;
  fired_early++;
}

// Within an hour from an hour on, in no order.
static uint64_t far_away(int64_t number) { return HOUR + number * SCATTER % HOUR; }

static void start(uv_timer_t *timer, uv_timer_cb callback, uint64_t delay) {
  uv_timer_init(loop, timer);
  uv_timer_start(timer, callback, delay, 0);
}

// Half of them fire, half are cancelled.
static bool come_and_go(int64_t count) {
  static uv_timer_t firing[BATCH / 2], cancelled[BATCH / 2];
  fired = closed = 0;
  for (int64_t done = 0; done < count; done += BATCH) {
    for (int i = 0; i < BATCH / 2; i++) {
      start(&firing[i], fire, SOON);
      start(&cancelled[i], never, far_away(done + i));
    }
    while (fired < (done + BATCH) / 2) {
      uv_run(loop, UV_RUN_ONCE);
    }
    for (int i = 0; i < BATCH / 2; i++) {
      uv_close((uv_handle_t *)&cancelled[i], timer_closed);
    }
    uv_run(loop, UV_RUN_NOWAIT);
  }
  return fired == count / 2 && closed == count && fired_early == 0;
}

void bench_timers_pending(char **keys) {
  int64_t pending = number_key(keys, "pending"), count = number_key(keys, "count");
  bool right = come_and_go(number_key(keys, "warmup"));
  struct members members = members_begun(pending);
  uv_timer_t *timers = allocated(pending, sizeof *timers);
  for (int64_t i = 0; i < pending; i++) {
    start(&timers[i], never, far_away(i));
  }
  members_made(&members);
  struct measurement measurement = measurement_begun();
  right = come_and_go(count) && right;
  measurement_ended(&measurement);
  print_line(&measurement, (struct outcome){.ops = count, .right = right, .members = members});
}
