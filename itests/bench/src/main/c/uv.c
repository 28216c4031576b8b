// cc: -luv
// The peer `libuv`.
#define _GNU_SOURCE

#include "bench.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <uv.h>

enum { BUFFER = 64 * 1024, PAGE = 4096, BACKLOG = 4096, TIMER_BATCH = 1000, HOUR_MILLIS = 3600000 };

static uv_loop_t *loop;
static _Alignas(PAGE) char buffer[BUFFER];

// libuv answers with an error of its own.
static int uv_checked(int answer, const char *what) {
  if (answer < 0) {
    fprintf(stderr, "%s: %s\n", what, uv_strerror(answer));
    exit(EXIT_FAILURE);
  }
  return answer;
}

static void lend_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *lent) {
  (void)handle, (void)suggested;
  *lent = uv_buf_init(buffer, sizeof buffer);
}

// Children.

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
  printf("{");
  print_measurement(&measurement, count, right && none_is_left());
}

static void bench_spawn(char **keys) {
  char *arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .text = ""};
  measure_run(&children, keys);
}

static void bench_pipe(char **keys) {
  char *arguments[] = {"/bin/echo", "hello", NULL};
  struct children children = {
      .arguments = arguments, .captured = true, .bytes = 6, .text = "hello\n"};
  measure_run(&children, keys);
}

static int64_t killed(struct child *child) {
  spawn(child);
  int64_t before = nanos();
  checked(kill(child->process.pid, SIGKILL), "kill");
  while (child->handles > 0) {
    uv_run(loop, UV_RUN_ONCE);
  }
  return child->exited_at - before;
}

static void bench_exit(char **keys) {
  int64_t alive = number_key(keys, "alive");
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  char *arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children among = {.arguments = arguments, .signal = SIGKILL, .text = ""};
  struct child *idle = room_for(&among, alive), *victim = room_for(&among, 1);
  for (int64_t i = 0; i < alive; i++) {
    spawn(&idle[i]);
  }
  for (int64_t i = 0; i < warmup; i++) {
    killed(victim);
  }
  int64_t *latencies = allocated(count, sizeof *latencies);
  struct measurement measurement = measurement_begun();
  for (int64_t i = 0; i < count; i++) {
    latencies[i] = killed(victim);
  }
  measurement_ended(&measurement);
  bool right = all_right(&among, warmup + count);
  for (int64_t i = 0; i < alive; i++) {
    checked(kill(idle[i].process.pid, SIGKILL), "kill");
  }
  uv_run(loop, UV_RUN_DEFAULT);
  right = right && all_right(&among, alive + warmup + count) && none_is_left();
  printf("{");
  print_latencies(latencies, count);
  print_measurement(&measurement, count, right);
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

static void bench_bulk(char **keys) {
  const char *program = text_key(keys, "program");
  int64_t bytes = number_key(keys, "bytes");
  bool right = read_bulk(program, number_key(keys, "warmup"));
  struct measurement measurement = measurement_begun();
  right = read_bulk(program, bytes) && right;
  measurement_ended(&measurement);
  printf("{\"bytes\":%" PRId64 ",", bytes);
  print_measurement(&measurement, 1, right && none_is_left());
}

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

static bool chain(uv_idle_t *idle, int64_t count) {
  int64_t left = count;
  called = 0;
  idle->data = &left;
  uv_idle_start(idle, link_of_chain);
  uv_run(loop, UV_RUN_DEFAULT);
  return called == count;
}

static void bench_callsoon(char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  uv_idle_t idle;
  uv_checked(uv_idle_init(loop, &idle), "uv_idle_init");
  bool right = chain(&idle, warmup);
  struct measurement measurement = measurement_begun();
  right = chain(&idle, count) && right;
  measurement_ended(&measurement);
  printf("{");
  print_measurement(&measurement, count, right);
}

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

static void bench_threadsafe(char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  uv_checked(uv_async_init(loop, &wakeup, run_posted), "uv_async_init");
  bool right = calls_from_another_thread(warmup);
  struct measurement measurement = measurement_begun();
  right = calls_from_another_thread(count) && right;
  measurement_ended(&measurement);
  measurement.threads++; // the one that has called has ended
  printf("{");
  print_measurement(&measurement, count, right);
}

// Timers.

static int64_t closed;

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
  static uv_timer_t timers[TIMER_BATCH];
  called = closed = 0;
  for (int64_t left = count; left > 0; left -= TIMER_BATCH) {
    int batch = left < TIMER_BATCH ? left : TIMER_BATCH;
    for (int i = 0; i < batch; i++) {
      uv_timer_init(loop, &timers[i]);
      uv_timer_start(&timers[i], count_call, HOUR_MILLIS, 0);
    }
    for (int i = 0; i < batch; i++) {
      uv_close((uv_handle_t *)&timers[i], timer_closed);
    }
    uv_run(loop, UV_RUN_NOWAIT);
  }
  return called == 0 && closed == count && !uv_loop_alive(loop);
}

static void bench_timers_cancel(char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  bool right = made_and_cancelled(warmup);
  struct measurement measurement = measurement_begun();
  right = made_and_cancelled(count) && right;
  measurement_ended(&measurement);
  printf("{");
  print_measurement(&measurement, count, right);
}

struct deadline {
  uv_timer_t timer;
  uint64_t millis;
};

static int64_t early;

// By the loop's own clock, which libuv reads once a turn and in milliseconds.
static void deadline_reached(uv_timer_t *timer) {
  struct deadline *deadline = (struct deadline *)timer;
  early += uv_now(loop) < deadline->millis;
  called++;
  uv_close((uv_handle_t *)timer, timer_closed);
}

static bool all_fire(struct deadline *deadlines, int64_t count) {
  called = closed = early = 0;
  uv_update_time(loop);
  for (int64_t i = 0; i < count; i++) {
    uint64_t delay = i * 1000 / count;
    deadlines[i].millis = uv_now(loop) + delay;
    uv_timer_init(loop, &deadlines[i].timer);
    uv_timer_start(&deadlines[i].timer, deadline_reached, delay, 0);
  }
  uv_run(loop, UV_RUN_DEFAULT);
  return called == count && closed == count && early == 0;
}

static void bench_timers_fire(char **keys) {
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  struct deadline *deadlines =
      allocated(warmup > count ? warmup : count, sizeof *deadlines);
  bool right = all_fire(deadlines, warmup);
  struct measurement measurement = measurement_begun();
  right = all_fire(deadlines, count) && right;
  measurement_ended(&measurement);
  printf("{");
  print_measurement(&measurement, count, right);
}

// The echo server.

struct unsent {
  uv_write_t request;
  size_t length;
  char data[];
};

static int64_t messages, came_in, went_out, broken;

static void connection_closed(uv_handle_t *connection) { free(connection); }

static void end_connection(uv_stream_t *connection) {
  if (!uv_is_closing((uv_handle_t *)connection)) {
    uv_close((uv_handle_t *)connection, connection_closed);
  }
}

static void rest_written(uv_write_t *request, int status) {
  struct unsent *unsent = (struct unsent *)request;
  if (status == 0) {
    went_out += unsent->length;
  } else {
    broken++;
    end_connection(request->handle);
  }
  free(unsent);
}

static void write_rest(uv_stream_t *connection, const char *data, size_t length) {
  struct unsent *unsent = allocated(1, sizeof *unsent + length);
  memcpy(unsent->data, data, length);
  unsent->length = length;
  uv_buf_t rest = uv_buf_init(unsent->data, length);
  uv_checked(uv_write(&unsent->request, connection, &rest, 1, rest_written), "uv_write");
}

static void message_read(uv_stream_t *connection, ssize_t got, const uv_buf_t *into) {
  if (got < 0) {
    broken += got != UV_EOF;
    end_connection(connection);
    return;
  }
  if (got == 0) {
    return; // EAGAIN
  }
  messages++;
  came_in += got;
  uv_buf_t echo = uv_buf_init(into->base, got);
  int took = uv_try_write(connection, &echo, 1);
  if (took == UV_EAGAIN) {
    took = 0;
  } else if (took < 0) {
    broken++;
    end_connection(connection);
    return;
  }
  went_out += took;
  if (took < got) {
    write_rest(connection, into->base + took, got - took);
  }
}

static void connected(uv_stream_t *server, int status) {
  uv_checked(status, "listen");
  uv_tcp_t *connection = allocated(1, sizeof *connection);
  uv_checked(uv_tcp_init(loop, connection), "uv_tcp_init");
  uv_checked(uv_accept(server, (uv_stream_t *)connection), "uv_accept");
  uv_checked(uv_tcp_nodelay(connection, 1), "uv_tcp_nodelay");
  uv_checked(uv_read_start((uv_stream_t *)connection, lend_buffer, message_read), "read");
}

// Each line is a mark.
static void input_read(uv_stream_t *input, ssize_t got, const uv_buf_t *into) {
  (void)input;
  if (got == UV_EOF) {
    uv_stop(loop);
    return;
  }
  uv_checked(got, "stdin");
  for (ssize_t i = 0; i < got; i++) {
    if (into->base[i] == '\n') {
      printf("{\"selfCpuNanos\":%" PRId64 "}\n", cpu_nanos(RUSAGE_SELF));
      fflush(stdout);
    }
  }
}

static void bench_echo(char **keys) {
  (void)keys;
  uv_tcp_t server;
  struct sockaddr_in address;
  int length = sizeof address;
  uv_checked(uv_ip4_addr("127.0.0.1", 0, &address), "uv_ip4_addr");
  uv_checked(uv_tcp_init(loop, &server), "uv_tcp_init");
  uv_checked(uv_tcp_bind(&server, (struct sockaddr *)&address, 0), "bind");
  uv_checked(uv_listen((uv_stream_t *)&server, BACKLOG, connected), "listen");
  uv_checked(uv_tcp_getsockname(&server, (struct sockaddr *)&address, &length), "getsockname");
  uv_pipe_t input;
  uv_checked(uv_pipe_init(loop, &input, 0), "uv_pipe_init");
  uv_checked(uv_pipe_open(&input, 0), "stdin");
  uv_checked(uv_read_start((uv_stream_t *)&input, lend_buffer, input_read), "stdin");
  printf("{\"port\":%d}\n", ntohs(address.sin_port));
  fflush(stdout);
  struct measurement measurement = measurement_begun();
  uv_run(loop, UV_RUN_DEFAULT);
  measurement_ended(&measurement);
  printf("{\"bytes\":%" PRId64 ",", came_in);
  print_measurement(&measurement, messages, came_in == went_out && broken == 0);
}

static const struct workload {
  const char *name;
  void (*run)(char **keys);
} workloads[] = {
    {"spawn", bench_spawn},
    {"exit", bench_exit},
    {"pipe", bench_pipe},
    {"bulk", bench_bulk},
    {"callsoon", bench_callsoon},
    {"threadsafe", bench_threadsafe},
    {"timers-cancel", bench_timers_cancel},
    {"timers-fire", bench_timers_fire},
    {"echo", bench_echo},
};

int main(int count, char **arguments) {
  raise_descriptor_limit();
  signal(SIGPIPE, SIG_IGN);
  loop = uv_default_loop();
  for (size_t i = 0; count > 1 && i < sizeof workloads / sizeof *workloads; i++) {
    if (strcmp(arguments[1], workloads[i].name) == 0) {
      workloads[i].run(arguments + 2);
      return EXIT_SUCCESS;
    }
  }
  fprintf(stderr, "no such workload\n");
  return EXIT_UNKNOWN_WORKLOAD;
}
