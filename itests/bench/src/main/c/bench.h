// What the benchmark's C programs have in common: their keys, their clocks, and the line they end
// with.
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_UNKNOWN_WORKLOAD = 64 };

static inline _Noreturn void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(EXIT_FAILURE);
}

// What the system answered, which is the end where it is an error.
static inline int checked(int answer, const char *what) {
  if (answer < 0) {
    fail(what);
  }
  return answer;
}

static inline void *allocated(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (memory == NULL) {
    fail("calloc");
  }
  return memory;
}

// Keys: the arguments name=value.

static inline const char *text_key(char **arguments, const char *name) {
  size_t length = strlen(name);
  for (; *arguments != NULL; arguments++) {
    if (strncmp(*arguments, name, length) == 0 && (*arguments)[length] == '=') {
      return *arguments + length + 1;
    }
  }
  fprintf(stderr, "%s= is missing\n", name);
  exit(EXIT_FAILURE);
}

static inline int64_t number_key(char **arguments, const char *name) {
  const char *text = text_key(arguments, name);
  char *end;
  errno = 0;
  int64_t number = strtoll(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || number < 0) {
    fprintf(stderr, "%s=%s is no number\n", name, text);
    exit(EXIT_FAILURE);
  }
  return number;
}

// Clocks.

static inline int64_t nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static inline int64_t cpu_nanos(int whose) {
  struct rusage usage;
  checked(getrusage(whose, &usage), "getrusage");
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * INT64_C(1000000000) +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * INT64_C(1000);
}

struct clocks {
  int64_t wall, self, children;
};

static inline struct clocks clocks_now(void) {
  int64_t self = cpu_nanos(RUSAGE_SELF), children = cpu_nanos(RUSAGE_CHILDREN);
  return (struct clocks){nanos(), self, children};
}

// The number that /proc/self/status has for this field.
static inline int64_t process_status(const char *field) {
  FILE *status = fopen("/proc/self/status", "re");
  if (status == NULL) {
    fail("/proc/self/status");
  }
  size_t length = strlen(field);
  char line[256];
  while (fgets(line, sizeof line, status) != NULL) {
    if (strncmp(line, field, length) == 0 && line[length] == ':') {
      fclose(status);
      return strtoll(line + length + 1, NULL, 10);
    }
  }
  fprintf(stderr, "no %s in /proc/self/status\n", field);
  exit(EXIT_FAILURE);
}

// Thousands of children and connections take more descriptors than a shell's soft limit.
static inline void raise_descriptor_limit(void) {
  struct rlimit limit;
  checked(getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
  limit.rlim_cur = limit.rlim_max;
  checked(setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
}

// Many that are there at once, and what they take: by how much the process has grown, and the CPU
// time of their making.
struct members {
  int64_t count, kib, cpu;
};

static inline struct members members_begun(int64_t count) {
  return (struct members){count, process_status("VmRSS"), cpu_nanos(RUSAGE_SELF)};
}

static inline void members_made(struct members *members) {
  members->cpu = cpu_nanos(RUSAGE_SELF) - members->cpu;
  members->kib = process_status("VmRSS") - members->kib;
}

// The measured part.

struct measurement {
  struct clocks begin, end;
  int64_t self_apart; // CPU of the process that is none of what is measured
  int64_t threads, resident_kib;
};

static inline struct measurement measurement_begun(void) {
  return (struct measurement){.begin = clocks_now()};
}

static inline void measurement_ended(struct measurement *measurement) {
  measurement->end = clocks_now();
  measurement->threads = process_status("Threads");
  measurement->resident_kib = process_status("VmRSS");
}

static inline bool is_at_rest(pid_t child) {
  char path[32], line[256];
  snprintf(path, sizeof path, "/proc/%d/stat", child);
  int descriptor = checked(open(path, O_RDONLY | O_CLOEXEC), path);
  int length = checked(read(descriptor, line, sizeof line - 1), path);
  close(descriptor);
  line[length] = '\0';
  const char *name_end = strrchr(line, ')');
  return name_end != NULL && strchr("SZ", name_end[2]) != NULL;
}

// A spawn returns in the midst of its child's exec. A signal would have to wait for the rest of
// that, which grows with the descriptors that the child must not have.
static inline void await_rest(pid_t child, struct measurement *measurement) {
  int64_t before = cpu_nanos(RUSAGE_SELF);
  struct timespec pause = {.tv_nsec = 20 * 1000};
  do {
    nanosleep(&pause, NULL);
  } while (!is_at_rest(child));
  measurement->self_apart += cpu_nanos(RUSAGE_SELF) - before;
}

static inline int by_size(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

// What was done in it; latencies are one for each operation, bytes those that were moved.
struct outcome {
  int64_t ops;
  bool right;
  int64_t *latencies, bytes;
  struct members members;
};

static inline void print_line(const struct measurement *of, struct outcome outcome) {
  printf("{\"ops\":%" PRId64 ",\"wallNanos\":%" PRId64 ",\"selfCpuNanos\":%" PRId64
         ",\"childrenCpuNanos\":%" PRId64 ",\"threads\":%" PRId64 ",\"residentKiB\":%" PRId64,
         outcome.ops, of->end.wall - of->begin.wall, of->end.self - of->begin.self - of->self_apart,
         of->end.children - of->begin.children, of->threads, of->resident_kib);
  if (outcome.latencies != NULL && outcome.ops > 0) {
    qsort(outcome.latencies, outcome.ops, sizeof *outcome.latencies, by_size);
    printf(",\"p50Nanos\":%" PRId64 ",\"p99Nanos\":%" PRId64, outcome.latencies[outcome.ops / 2],
           outcome.latencies[outcome.ops * 99 / 100]);
  }
  if (outcome.bytes > 0) {
    printf(",\"bytes\":%" PRId64, outcome.bytes);
  }
  if (outcome.members.count > 0) {
    printf(",\"members\":%" PRId64 ",\"membersKiB\":%" PRId64 ",\"membersCpuNanos\":%" PRId64,
           outcome.members.count, outcome.members.kib, outcome.members.cpu);
  }
  printf(",\"right\":%s}\n", outcome.right ? "true" : "false");
  fflush(stdout);
}

// What an echo server answers to a mark.
static inline void print_costs(void) {
  printf("{\"selfCpuNanos\":%" PRId64 ",\"residentKiB\":%" PRId64 "}\n", cpu_nanos(RUSAGE_SELF),
         process_status("VmRSS"));
  fflush(stdout);
}

static inline void print_port(uint16_t port) {
  printf("{\"port\":%d}\n", port);
  fflush(stdout);
}

// Workloads: the first argument names one, the others are its keys.

struct workload {
  const char *name;
  void (*run)(char **keys);
};

static inline int run_workload(const struct workload *workloads, char **arguments) {
  const char *name = arguments[1] == NULL ? "" : arguments[1];
  for (; workloads->name != NULL; workloads++) {
    if (strcmp(name, workloads->name) == 0) {
      workloads->run(arguments + 2);
      return EXIT_SUCCESS;
    }
  }
  fprintf(stderr, "no such workload: %s\n", name);
  return EXIT_UNKNOWN_WORKLOAD;
}

#endif
