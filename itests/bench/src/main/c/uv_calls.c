// Callbacks, from the loop itself and from another thread.
#include "uv_peer.h"

#include <stdatomic.h>

// A chain of callbacks, each of which schedules the next: idle handles are what libuv calls at its
// next turn.

static int64_t called;

static void link_of_chain(uv_idle_t *idle) {
  int64_t *left = idle->data;
  uv_idle_stop(idle);
  called++;
  if (--*left > 0) {
    uv_idle_start(idle, link_of_chain);
  }
}

static bool chain(int64_t count) {
  int64_t left = count;
  uv_idle_t idle = {.data = &left};
  uv_checked(uv_idle_init(loop, &idle), "uv_idle_init");
  called = 0;
  uv_idle_start(&idle, link_of_chain);
  uv_run(loop, UV_RUN_DEFAULT);
  uv_close((uv_handle_t *)&idle, NULL);
  uv_run(loop, UV_RUN_DEFAULT);
  return called == count;
}

void bench_callsoon(char **keys) { measure_calls(chain, keys, 0); }

// Calls from another thread. uv_async_send alone would coalesce them, so that each goes through a
// queue: a stack without locks, which its reader turns round.

struct call {
  int64_t number;
  struct call *next;
};

static _Atomic(struct call *) posted;
static int64_t in_order;
static uv_async_t wakeup;

static void run_posted(uv_async_t *handle) {
  struct call *newest = atomic_exchange(&posted, NULL), *oldest = NULL;
  while (newest != NULL) {
    struct call *next = newest->next;
    newest->next = oldest;
    oldest = newest;
    newest = next;
  }
  int64_t *count = handle->data;
  while (oldest != NULL) {
    struct call *call = oldest;
    oldest = call->next;
    in_order += call->number == called++;
    free(call);
  }
  if (called == *count) {
    uv_stop(loop);
  }
}

static void post_all(void *argument) {
  int64_t *count = argument;
  for (int64_t i = 0; i < *count; i++) {
    struct call *call = allocated(1, sizeof *call);
    call->number = i;
    call->next = atomic_load(&posted);
    while (!atomic_compare_exchange_weak(&posted, &call->next, call)) {
    }
    uv_async_send(&wakeup);
  }
}

static bool calls_from_another_thread(int64_t count) {
  called = in_order = 0;
  wakeup.data = &count;
  uv_thread_t thread;
  uv_checked(uv_thread_create(&thread, post_all, &count), "uv_thread_create");
  if (count > 0) {
    uv_run(loop, UV_RUN_DEFAULT);
  }
  uv_checked(uv_thread_join(&thread), "uv_thread_join");
  return called == count && in_order == count;
}

void bench_threadsafe(char **keys) {
  uv_checked(uv_async_init(loop, &wakeup, run_posted), "uv_async_init");
  measure_calls(calls_from_another_thread, keys, 1);
}
