// Children: each has a process handle and, where its output is captured, a pipe's.
#include "uv_peer.h"

#include <signal.h>
#include <sys/wait.h>

struct child {
  uv_process_t process;
  uv_pipe_t output;
  int handles;
  bool alive;
  int64_t exit_status, exited_at, bytes;
  int signal;
  char text[16];
  struct children *among;
};

// Children of one kind: what runs, and what is right at the end of each.
struct children {
  char **arguments;
  bool captured;
  int signal;
  int64_t bytes;
  const char *text;
  int64_t unstarted, ended, wrong;
};

static void start_next(struct child *child);

// Over is a child whose handles are closed: it has exited, and its output has ended.
static void child_closed(uv_handle_t *handle) {
  struct child *child = handle->data;
  if (--child->handles > 0) {
    return;
  }
  struct children *among = child->among;
  bool right = child->exit_status == 0 && child->signal == among->signal &&
               child->bytes == among->bytes &&
               memcmp(child->text, among->text, strlen(among->text)) == 0;
  among->wrong += !right;
  among->ended++;
  start_next(child);
}

static void exited(uv_process_t *process, int64_t exit_status, int signal) {
  struct child *child = process->data;
  child->exited_at = nanos();
  child->among->wrong += !child->alive;
  child->alive = false;
  child->exit_status = exit_status;
  child->signal = signal;
  uv_close((uv_handle_t *)process, child_closed);
}

static void output_read(uv_stream_t *output, ssize_t got, const uv_buf_t *into) {
  struct child *child = output->data;
  if (got == UV_EOF) {
    uv_close((uv_handle_t *)output, child_closed);
    return;
  }
  uv_checked(got, "read");
  int64_t room = (int64_t)sizeof child->text - child->bytes;
  if (room > 0) {
    memcpy(child->text + child->bytes, into->base, got < room ? got : room);
  }
  child->bytes += got;
}

static void spawn(struct child *child) {
  uv_stdio_container_t stdio[] = {{.flags = UV_INHERIT_FD, .data.fd = 0},
                                  {.flags = UV_INHERIT_FD, .data.fd = 1},
                                  {.flags = UV_INHERIT_FD, .data.fd = 2}};
  bool captured = child->among->captured;
  if (captured) {
    uv_checked(uv_pipe_init(loop, &child->output, 0), "uv_pipe_init");
    stdio[1].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
    stdio[1].data.stream = (uv_stream_t *)&child->output;
  }
  uv_process_options_t options = {.file = child->among->arguments[0],
                                  .args = child->among->arguments,
                                  .stdio = stdio,
                                  .stdio_count = 3,
                                  .exit_cb = exited};
  child->alive = true;
  child->bytes = 0;
  child->handles = captured ? 2 : 1;
  child->process.data = child->output.data = child;
  uv_checked(uv_spawn(loop, &child->process, &options), options.file);
  if (captured) {
    uv_checked(uv_read_start((uv_stream_t *)&child->output, lend_buffer, output_read), "read");
  }
}

static void start_next(struct child *child) {
  if (child->among->unstarted > 0) {
    child->among->unstarted--;
    spawn(child);
  }
}

static struct child *room_for(struct children *among, int64_t most) {
  struct child *children = allocated(most, sizeof *children);
  for (int64_t i = 0; i < most; i++) {
    children[i].among = among;
  }
  return children;
}

static bool none_is_left(void) {
  return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
}

static bool all_right(const struct children *among, int64_t count) {
  return among->ended == count && among->wrong == 0;
}

// Runs so many; each child that is over makes room for the next.
static bool run(struct child *children, int64_t parallel, int64_t count) {
  struct children *among = children->among;
  among->unstarted = count;
  among->ended = 0;
  for (int64_t i = 0; i < parallel; i++) {
    start_next(&children[i]);
  }
  uv_run(loop, UV_RUN_DEFAULT);
  return all_right(among, count);
}

static void measure_run(struct children *among, char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  int64_t parallel = number_key(keys, "parallel");
  struct child *children = room_for(among, parallel);
  bool right = run(children, parallel, warmup);
  struct measurement measurement = measurement_begun();
  right = run(children, parallel, count) && right;
  measurement_ended(&measurement);
  right = right && none_is_left();
  print_line(&measurement, (struct outcome){.ops = count, .right = right});
}

void bench_spawn(char **keys) {
  char *arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .text = ""};
  measure_run(&children, keys);
}

void bench_pipe(char **keys) {
  char *arguments[] = {"/bin/echo", "hello", NULL};
  struct children children = {
      .arguments = arguments, .captured = true, .bytes = 6, .text = "hello\n"};
  measure_run(&children, keys);
}

// So many are alive at once; then they end.
static void live(struct child *children, int64_t count, struct members *members) {
  for (int64_t i = 0; i < count; i++) {
    spawn(&children[i]);
  }
  if (members != NULL) {
    members_made(members);
  }
  for (int64_t i = 0; i < count; i++) {
    checked(kill(children[i].process.pid, SIGKILL), "kill");
  }
  uv_run(loop, UV_RUN_DEFAULT);
}

void bench_alive(char **keys) {
  int64_t alive = number_key(keys, "alive"), count = number_key(keys, "count");
  char *arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children among = {.arguments = arguments, .signal = SIGKILL, .text = ""};
  alive = count < alive ? count : alive;
  struct members members = members_begun(alive);
  struct child *children = room_for(&among, alive);
  struct measurement measurement = measurement_begun();
  for (int64_t left = count; left > 0; left -= alive) {
    live(children, left < alive ? left : alive, left == count ? &members : NULL);
  }
  measurement_ended(&measurement);
  bool right = all_right(&among, count) && none_is_left();
  print_line(&measurement, (struct outcome){.ops = count, .right = right, .members = members});
}

static int64_t killed(struct child *child, struct measurement *measurement) {
  spawn(child);
  await_rest(child->process.pid, measurement);
  int64_t before = nanos();
  checked(kill(child->process.pid, SIGKILL), "kill");
  while (child->handles > 0) {
    uv_run(loop, UV_RUN_ONCE);
  }
  return child->exited_at - before;
}

void bench_exit(char **keys) {
  int64_t alive = number_key(keys, "alive");
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  char *arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children among = {.arguments = arguments, .signal = SIGKILL, .text = ""};
  struct child *idle = room_for(&among, alive), *victim = room_for(&among, 1);
  for (int64_t i = 0; i < alive; i++) {
    spawn(&idle[i]);
  }
  struct measurement measurement = measurement_begun();
  for (int64_t i = 0; i < warmup; i++) {
    killed(victim, &measurement);
  }
  int64_t *latencies = allocated(count, sizeof *latencies);
  measurement = measurement_begun();
  for (int64_t i = 0; i < count; i++) {
    latencies[i] = killed(victim, &measurement);
  }
  measurement_ended(&measurement);
  bool right = all_right(&among, warmup + count);
  for (int64_t i = 0; i < alive; i++) {
    checked(kill(idle[i].process.pid, SIGKILL), "kill");
  }
  uv_run(loop, UV_RUN_DEFAULT);
  right = right && all_right(&among, alive + warmup + count) && none_is_left();
  print_line(&measurement,
             (struct outcome){.ops = count, .right = right, .latencies = latencies});
}

static bool read_bulk(const char *program, int64_t bytes) {
  char text[32];
  snprintf(text, sizeof text, "%" PRId64, bytes);
  char *arguments[] = {(char *)program, text, NULL};
  struct children among = {.arguments = arguments, .captured = true, .bytes = bytes, .text = ""};
  struct child *child = room_for(&among, 1);
  bool right = run(child, 1, 1);
  free(child);
  return right;
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
