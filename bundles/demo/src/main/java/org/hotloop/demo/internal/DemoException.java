package org.hotloop.demo.internal;

/** The demo cannot run here; the message says why and what to do. */
final class DemoException extends Exception {

  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }
}
