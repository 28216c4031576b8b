package org.hotloop.itests.felix;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;

import org.hotloop.EventLoop;
import org.hotloop.itests.shared.Conditions;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The demo bundle's policy, a component as anybody's. */
public class DemoPolicyIT extends FelixTest {

  @Override
  @Configuration
  public Option[] configuration() {
    return options(composite(super.configuration()), Provisioning.demo());
  }

  @Test
  public void itIsElectedWhereItIsNamedAndElseNot_P19_P28() throws Exception {
    Conditions.await(
        "the demo's policy", () -> execute("hotloop:policy").contains("org.hotloop.demo"));
    assertTrue(execute("hotloop:policy").startsWith("policy: default ("));
    try (EventLoop byDefault = client.runtime().newEventLoop()) {
      assertFalse(byDefault.getDebug());
    }

    assertTrue(execute("hotloop:policy demo").contains("policy default -> demo"));
    try (EventLoop made = client.runtime().newEventLoop()) {
      assertTrue(made.getDebug());
    }

    assertTrue(execute("hotloop:policy --auto").contains("policy demo -> default"));
  }
}
