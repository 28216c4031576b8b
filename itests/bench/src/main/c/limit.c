// The practical limit, peer `c`: posix_spawn, pidfd_open and one epoll, and nothing that a program
// could do without. It has no loop's workloads: a loop is what it lacks.
#define _GNU_SOURCE

#include "bench.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define OWNER(source, type, member) ((type *)((char *)(source)-offsetof(type, member)))

enum { EVENTS = 256, BUFFER = 256 * 1024, PIPE = 1024 * 1024, PAGE = 4096 };

extern char **environ;

// The loop: an epoll, whose events find their source, whose function takes them.

struct source {
  int descriptor;
  void (*ready)(struct source *source);
};

static int epoll;
static _Alignas(PAGE) char buffer[BUFFER];

static void control(int operation, struct source *source, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = source};
  checked(epoll_ctl(epoll, operation, source->descriptor, &event), "epoll_ctl");
}

static void watch(struct source *source, int descriptor, void (*ready)(struct source *)) {
  source->descriptor = descriptor;
  source->ready = ready;
  control(EPOLL_CTL_ADD, source, EPOLLIN);
}

// Taken off the epoll first: a child between its vfork and its exec still holds the descriptor, and
// what is only closed here would go on to report.
static void unwatch(struct source *source) {
  control(EPOLL_CTL_DEL, source, 0);
  close(source->descriptor);
}

static void turn(void) {
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

// Children.

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
  int got = checked(read(source->descriptor, buffer, sizeof buffer), "read");
  if (got == 0) {
    child->reading = false;
    unwatch(source);
    end_if_over(child);
    return;
  }
  int64_t room = (int64_t)sizeof child->text - child->bytes;
  if (room > 0) {
    memcpy(child->text + child->bytes, buffer, got < room ? got : room);
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
  printf("{");
  print_measurement(&measurement, count, right);
}

static void bench_spawn(char **keys) {
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .text = ""};
  measure_run(&children, spawn_plain, keys);
}

static void bench_pipe(char **keys) {
  char *const arguments[] = {"/bin/echo", "hello", NULL};
  struct children children = {.arguments = arguments, .text = "hello\n", .bytes = 6};
  measure_run(&children, spawn_captured, keys);
}

static int64_t killed(struct children *among) {
  struct child *child = spawn_plain(among);
  int64_t before = nanos();
  checked(kill(child->pid, SIGKILL), "kill");
  while (child->alive) {
    turn();
  }
  return child->exited_at - before;
}

static void bench_exit(char **keys) {
  int64_t alive = number_key(keys, "alive");
  int64_t warmup = number_key(keys, "warmup"), count = number_key(keys, "count");
  char *const arguments[] = {(char *)text_key(keys, "program"), NULL};
  struct children children = {.arguments = arguments, .status = SIGKILL, .text = ""};
  make_room(&children, alive + 1);
  struct child **idle = allocated(alive + 1, sizeof *idle);
  for (int64_t i = 0; i < alive; i++) {
    idle[i] = spawn_plain(&children);
  }
  for (int64_t i = 0; i < warmup; i++) {
    killed(&children);
  }
  int64_t *latencies = allocated(count, sizeof *latencies);
  struct measurement measurement = measurement_begun();
  for (int64_t i = 0; i < count; i++) {
    latencies[i] = killed(&children);
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
  printf("{");
  print_latencies(latencies, count);
  print_measurement(&measurement, count, right);
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

// The echo server.

struct connection {
  struct source source;
  char *unsent;
  size_t length, sent;
};

static bool input_ended;
static int64_t messages, came_in, went_out, broken;

static void end_connection(struct connection *connection) {
  broken += connection->unsent != NULL;
  unwatch(&connection->source);
  free(connection->unsent);
  free(connection);
}

// How much of it the kernel took, or -1 where the peer is gone.
static ssize_t sent(int descriptor, const char *data, size_t length) {
  ssize_t took = send(descriptor, data, length, MSG_NOSIGNAL);
  if (took < 0 && errno == EAGAIN) {
    return 0;
  }
  went_out += took > 0 ? took : 0;
  return took;
}

static void connection_ready(struct source *source);

static void writable(struct source *source) {
  struct connection *connection = OWNER(source, struct connection, source);
  ssize_t took = sent(source->descriptor, connection->unsent + connection->sent,
                      connection->length - connection->sent);
  if (took < 0) {
    end_connection(connection);
    return;
  }
  connection->sent += took;
  if (connection->sent == connection->length) {
    free(connection->unsent);
    connection->unsent = NULL;
    source->ready = connection_ready;
    control(EPOLL_CTL_MOD, source, EPOLLIN);
  }
}

// Reads no more before it is sent.
static void keep_unsent(struct connection *connection, const char *data, size_t length) {
  connection->unsent = allocated(length, 1);
  memcpy(connection->unsent, data, length);
  connection->length = length;
  connection->sent = 0;
  connection->source.ready = writable;
  control(EPOLL_CTL_MOD, &connection->source, EPOLLOUT);
}

static void connection_ready(struct source *source) {
  struct connection *connection = OWNER(source, struct connection, source);
  ssize_t got = recv(source->descriptor, buffer, sizeof buffer, 0);
  if (got <= 0) {
    broken += got < 0;
    end_connection(connection);
    return;
  }
  messages++;
  came_in += got;
  ssize_t took = sent(source->descriptor, buffer, got);
  if (took < 0) {
    broken++;
    end_connection(connection);
  } else if (took < got) {
    keep_unsent(connection, buffer + took, got - took);
  }
}

static void listener_ready(struct source *source) {
  int descriptor = accept4(source->descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ECONNABORTED || errno == EAGAIN) {
      return;
    }
    fail("accept4");
  }
  int on = 1;
  checked(setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "TCP_NODELAY");
  struct connection *connection = allocated(1, sizeof *connection);
  watch(&connection->source, descriptor, connection_ready);
}

// Each line is a mark.
static void input_ready(struct source *source) {
  char lines[256];
  int got = checked(read(source->descriptor, lines, sizeof lines), "stdin");
  if (got == 0) {
    input_ended = true;
  }
  for (int i = 0; i < got; i++) {
    if (lines[i] == '\n') {
      printf("{\"selfCpuNanos\":%" PRId64 "}\n", cpu_nanos(RUSAGE_SELF));
      fflush(stdout);
    }
  }
}

static void bench_echo(char **keys) {
  (void)keys;
  struct source listener, input;
  int descriptor = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  checked(bind(descriptor, (struct sockaddr *)&address, length), "bind");
  checked(listen(descriptor, SOMAXCONN), "listen");
  checked(getsockname(descriptor, (struct sockaddr *)&address, &length), "getsockname");
  watch(&listener, descriptor, listener_ready);
  watch(&input, STDIN_FILENO, input_ready);
  printf("{\"port\":%d}\n", ntohs(address.sin_port));
  fflush(stdout);
  struct measurement measurement = measurement_begun();
  while (!input_ended) {
    turn();
  }
  measurement_ended(&measurement);
  printf("{\"bytes\":%" PRId64 ",", came_in);
  print_measurement(&measurement, messages, came_in == went_out && broken == 0);
}

static const struct workload {
  const char *name;
  void (*run)(char **keys);
} workloads[] = {
    {"spawn", bench_spawn}, {"exit", bench_exit}, {"pipe", bench_pipe},
    {"bulk", bench_bulk},   {"echo", bench_echo},
};

int main(int count, char **arguments) {
  raise_descriptor_limit();
  epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  for (size_t i = 0; count > 1 && i < sizeof workloads / sizeof *workloads; i++) {
    if (strcmp(arguments[1], workloads[i].name) == 0) {
      workloads[i].run(arguments + 2);
      return EXIT_SUCCESS;
    }
  }
  fprintf(stderr, "no such workload\n");
  return EXIT_UNKNOWN_WORKLOAD;
}
