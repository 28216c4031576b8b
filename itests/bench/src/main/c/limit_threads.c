// Threads that each spawn and reap at the same time.
#define _GNU_SOURCE

#include "limit.h"

#include <pthread.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

struct spawner {
  pthread_t thread;
  char *const *arguments;
  int64_t count, wrong;
};

static void *spawn_all(void *argument) {
  struct spawner *spawner = argument;
  for (int64_t i = 0; i < spawner->count; i++) {
    pid_t pid;
    int status;
    errno = posix_spawn(&pid, spawner->arguments[0], NULL, NULL, spawner->arguments, environ);
    if (errno != 0) {
      fail(spawner->arguments[0]);
    }
    checked(waitpid(pid, &status, 0), "waitpid");
    spawner->wrong += status != 0;
  }
  return NULL;
}

// Whether all went right.
static bool spawn_by_threads(char *const *arguments, int64_t threads, int64_t count) {
  struct spawner *spawners = allocated(threads, sizeof *spawners);
  for (int64_t i = 0; i < threads; i++) {
    int64_t share = count / threads + (i < count % threads);
    spawners[i] = (struct spawner){.arguments = arguments, .count = share};
    errno = pthread_create(&spawners[i].thread, NULL, spawn_all, &spawners[i]);
    if (errno != 0) {
      fail("pthread_create");
    }
  }
  int64_t wrong = 0;
  for (int64_t i = 0; i < threads; i++) {
    pthread_join(spawners[i].thread, NULL);
    wrong += spawners[i].wrong;
  }
  free(spawners);
  return wrong == 0;
}

void bench_spawn_threads(char **keys) {
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  int64_t threads = number_key(keys, "threads"), count = number_key(keys, "count");
  bool right = spawn_by_threads(arguments, threads, number_key(keys, "warmup"));
  struct measurement measurement = measurement_begun();
  right = spawn_by_threads(arguments, threads, count) && right;
  measurement_ended(&measurement);
  measurement.threads += threads; // they have ended when they could be counted
  print_line(&measurement, (struct outcome){.ops = count, .right = right});
}
