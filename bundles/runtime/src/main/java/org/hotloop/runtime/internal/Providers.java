package org.hotloop.runtime.internal;

import org.hotloop.EventLoopRuntime;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** How providers are found among services. */
final class Providers {

  /** The service property with a policy's name. */
  static final String POLICY = "hotloop.policy";

  /** The service property with a watcher's name. */
  static final String WATCHER = "hotloop.watcher";

  private Providers() {}

  /** Services of {@code type} with a name, but for what the runtime itself registers. */
  static Filter filter(Class<?> type, String nameProperty) {
    try {
      return FrameworkUtil.createFilter(
          "(&(%s=%s)(%s=*)(!(%s=true)))"
              .formatted(
                  Constants.OBJECTCLASS, type.getName(), nameProperty, EventLoopRuntime.CURRENT));
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException("a filter made of constants is no filter", impossible);
    }
  }
}
