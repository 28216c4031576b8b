// Children: each has a pidfd and, where its output is captured, a pipe on the epoll.
#define _GNU_SOURCE

#include "limit.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIPE = 1024 * 1024 };

extern char **environ;

struct child {
  struct source exit, output;
  pid_t pid;
  bool alive, reading;
  int status;
  int64_t exited_at, bytes;
  char text[16];
  struct children *among;
  struct child *next_free;
};

// Children of one kind: what runs, and what is right at the end of each.
struct children {
  char *const *arguments;
  int status;
  int64_t bytes;
  const char *text;
  int64_t ended, wrong;
  struct child *free;
};

static void make_room(struct children *among, int64_t most) {
  for (struct child *child = allocated(most, sizeof *child); most > 0; most--, child++) {
    child->among = among;
    child->next_free = among->free;
    among->free = child;
  }
}

// Over is a child that was reaped and whose output has ended.
static void end_if_over(struct child *child) {
  if (child->alive || child->reading) {
    return;
  }
  struct children *among = child->among;
  bool right = child->status == among->status && child->bytes == among->bytes &&
               memcmp(child->text, among->text, strlen(among->text)) == 0;
  among->wrong += !right;
  among->ended++;
  child->next_free = among->free;
  among->free = child;
}

static void exit_ready(struct source *source) {
  struct child *child = OWNER(source, struct child, exit);
  if (checked(waitpid(child->pid, &child->status, WNOHANG), "waitpid") == 0) {
    return; // a traced child's pidfd is ready before its parent may reap it
  }
  child->exited_at = nanos();
  child->alive = false;
  unwatch(source);
  end_if_over(child);
}

static void output_ready(struct source *source) {
  struct child *child = OWNER(source, struct child, output);
  int got = checked(read(source->descriptor, loop_buffer, sizeof loop_buffer), "read");
  if (got == 0) {
    child->reading = false;
    unwatch(source);
    end_if_over(child);
    return;
  }
  int64_t room = (int64_t)sizeof child->text - child->bytes;
  if (room > 0) {
    memcpy(child->text + child->bytes, loop_buffer, got < room ? got : room);
  }
  child->bytes += got;
}

static struct child *spawn(struct children *among, const posix_spawn_file_actions_t *actions) {
  struct child *child = among->free;
  among->free = child->next_free;
  errno = posix_spawn(&child->pid, among->arguments[0], actions, NULL, among->arguments, environ);
  if (errno != 0) {
    fail(among->arguments[0]);
  }
  child->alive = true;
  child->bytes = 0;
  watch(&child->exit, checked(syscall(SYS_pidfd_open, child->pid, 0), "pidfd_open"), exit_ready);
  return child;
}

static struct child *spawn_plain(struct children *among) { return spawn(among, NULL); }

static struct child *spawn_captured(struct children *among) {
  int ends[2];
  checked(pipe2(ends, O_CLOEXEC), "pipe2");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  struct child *child = spawn(among, &actions);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  child->reading = true;
  watch(&child->output, ends[0], output_ready);
  return child;
}

static bool none_is_left(void) {
  return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
}

static bool all_right(const struct children *among, int64_t count) {
  return among->ended == count && among->wrong == 0;
}

// Runs so many, at most as many at once as there is room for.
static void run(struct children *among, struct child *(*start)(struct children *), int64_t count) {
  int64_t started = 0;
  among->ended = 0;
  while (among->ended < count) {
    while (started < count && among->free != NULL) {
      start(among);
      started++;
    }
    turn();
  }
}

static void measure_run(struct children *among, struct child *(*start)(struct children *),
                        char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  make_room(among, number_key(keys, "parallel"));
  run(among, start, warmup);
  bool right = all_right(among, warmup);
  struct measurement measurement = measurement_begun();
  run(among, start, count);
  measurement_ended(&measurement);
  right = right && all_right(among, count) && none_is_left();
  print_line(&measurement, (struct outcome){.ops = count, .right = right});
}

void bench_spawn(char **keys) {
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .text = ""};
  measure_run(&children, spawn_plain, keys);
}

void bench_pipe(char **keys) {
  char *const arguments[] = {"/bin/echo", "hello", NULL};
  struct children children = {.arguments = arguments, .text = "hello\n", .bytes = 6};
  measure_run(&children, spawn_captured, keys);
}

// So many are alive at once; then they end.
static void live(struct children *among, struct child **living, int64_t count,
                 struct members *members) {
  among->ended = 0;
  for (int64_t i = 0; i < count; i++) {
    living[i] = spawn_plain(among);
  }
  if (members != NULL) {
    members_made(members);
  }
  for (int64_t i = 0; i < count; i++) {
    checked(kill(living[i]->pid, SIGKILL), "kill");
  }
  while (among->ended < count) {
    turn();
  }
}

void bench_alive(char **keys) {
  int64_t alive = number_key(keys, "alive"), count = number_key(keys, "count");
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .status = SIGKILL, .text = ""};
  alive = count < alive ? count : alive;
  struct members members = members_begun(alive);
  struct child **living = allocated(alive, sizeof *living);
  make_room(&children, alive);
  struct measurement measurement = measurement_begun();
  for (int64_t left = count; left > 0; left -= alive) {
    live(&children, living, left < alive ? left : alive, left == count ? &members : NULL);
  }
  measurement_ended(&measurement);
  bool right = children.wrong == 0 && none_is_left();
  print_line(&measurement, (struct outcome){.ops = count, .right = right, .members = members});
}

static int64_t killed(struct children *among, struct measurement *measurement) {
  struct child *child = spawn_plain(among);
  await_rest(child->pid, measurement);
  int64_t before = nanos();
  checked(kill(child->pid, SIGKILL), "kill");
  while (child->alive) {
    turn();
  }
  return child->exited_at - before;
}

void bench_exit(char **keys) {
  int64_t alive = number_key(keys, "alive");
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .status = SIGKILL, .text = ""};
  make_room(&children, alive + 1);
  struct child **idle = allocated(alive + 1, sizeof *idle);
  for (int64_t i = 0; i < alive; i++) {
    idle[i] = spawn_plain(&children);
  }
  struct measurement measurement = measurement_begun();
  for (int64_t i = 0; i < warmup; i++) {
    killed(&children, &measurement);
  }
  int64_t *latencies = allocated(count, sizeof *latencies);
  measurement = measurement_begun();
  for (int64_t i = 0; i < count; i++) {
    latencies[i] = killed(&children, &measurement);
  }
  measurement_ended(&measurement);
  bool right = all_right(&children, warmup + count);
  for (int64_t i = 0; i < alive; i++) {
    checked(kill(idle[i]->pid, SIGKILL), "kill");
  }
  while (children.ended < alive + warmup + count) {
    turn();
  }
  right = right && all_right(&children, alive + warmup + count) && none_is_left();
  print_line(&measurement,
             (struct outcome){.ops = count, .right = right, .latencies = latencies});
}

static bool read_bulk(const char *program, int64_t bytes) {
  char text[32];
  snprintf(text, sizeof text, "%" PRId64, bytes);
  char *const arguments[] = {(char *)program, text, NULL};
  struct children children = {.arguments = arguments, .text = "", .bytes = bytes};
  make_room(&children, 1);
  struct child *child = spawn_captured(&children);
  checked(fcntl(child->output.descriptor, F_SETPIPE_SZ, PIPE), "F_SETPIPE_SZ");
  while (children.ended == 0) {
    turn();
  }
  free(child);
  return all_right(&children, 1);
}

void bench_bulk(char **keys) {
  const char *program = text_key(keys, "program");
  int64_t bytes = number_key(keys, "bytes");
  bool right = read_bulk(program, number_key(keys, "warmup"));
  struct measurement measurement = measurement_begun();
  right = read_bulk(program, bytes) && right;
  measurement_ended(&measurement);
  right = right && none_is_left();
  print_line(&measurement, (struct outcome){.ops = 1, .right = right, .bytes = bytes});
}
