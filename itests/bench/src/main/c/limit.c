// cc: limit_children.c limit_threads.c limit_echo.c
// The practical limit, peer `c`: posix_spawn, pidfd_open and one epoll, and nothing that a program
// could do without. It has no loop's workloads: a loop is what it lacks.
#include "limit.h"

#include <unistd.h>

enum { EVENTS = 256 };

_Alignas(PAGE) char loop_buffer[LOOP_BUFFER];
static int epoll;

static void control(int operation, struct source *source, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = source};
  checked(epoll_ctl(epoll, operation, source->descriptor, &event), "epoll_ctl");
}

void watch(struct source *source, int descriptor, void (*ready)(struct source *)) {
  source->descriptor = descriptor;
  source->ready = ready;
  control(EPOLL_CTL_ADD, source, EPOLLIN);
}

void watch_for(struct source *source, uint32_t events, void (*ready)(struct source *)) {
  source->ready = ready;
  control(EPOLL_CTL_MOD, source, events);
}

// Taken off the epoll first: a child between its vfork and its exec still holds the descriptor, and
// what is only closed here would go on to report.
void unwatch(struct source *source) {
  control(EPOLL_CTL_DEL, source, 0);
  close(source->descriptor);
}

void turn(void) {
  struct epoll_event events[EVENTS];
  int count = epoll_wait(epoll, events, EVENTS, -1);
  if (count < 0 && errno != EINTR) {
    fail("epoll_wait");
  }
  for (int i = 0; i < count; i++) {
    struct source *source = events[i].data.ptr;
    source->ready(source);
  }
}

int main(int count, char **arguments) {
  (void)count;
  static const struct workload workloads[] = {
      {"spawn", bench_spawn},
      {"spawn-threads", bench_spawn_threads},
      {"alive", bench_alive},
      {"exit", bench_exit},
      {"pipe", bench_pipe},
      {"bulk", bench_bulk},
      {"echo", bench_echo},
      {NULL, NULL},
  };
  raise_descriptor_limit();
  epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  return run_workload(workloads, arguments);
}
