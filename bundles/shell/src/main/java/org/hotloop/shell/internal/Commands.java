package org.hotloop.shell.internal;

/** Service properties that make a service's methods gogo commands. */
final class Commands {

  /**
   * The scope of all commands, so {@code hotloop:status}; its access rules are Karaf's by scope.
   */
  static final String SCOPE = "osgi.command.scope=hotloop";

  /** Before the name of the method that is the command. */
  static final String FUNCTION = "osgi.command.function=";

  private Commands() {}
}
