package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.itests.shared.SwapUnderLoad;
import org.hotloop.itests.shared.SwapUnderLoad.Swap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/**
 * All watchers that there are, each in its turn. Nothing here uses a class of theirs: whoever does
 * is refreshed with them.
 */
public class EveryWatcherIT extends FelixTest {

  /** The last one that was replaced may hang on the stack of a thread that has not moved since. */
  private static final int OLD_LOADERS = 1;

  private static final int TIMES = 3;

  private List<ProviderDTO> watchers;

  @Override
  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        Provisioning.hotloopCore(),
        Provisioning.everyWatcher(),
        Provisioning.shell(),
        Provisioning.client(),
        Provisioning.testing());
  }

  @Before
  public void findThem() {
    watchers = client.runtime().snapshot().watcher.providers;
    assertTrue("watchers: " + watchers, watchers.size() > 1);
  }

  @After
  public void leaveTheChoiceToTheElection() {
    client.runtime().unpinChildWatcher();
  }

  @Test
  public void eachHandsOverToEachOther_O1_O7() throws Exception {
    client.runtime().pinChildWatcher(watchers.get(0).name);

    new SwapUnderLoad(client, posix).prove(eachToEachOther().stream().map(this::pin).toList());
  }

  /** A round trip from the first back to it, with each ordered pair once. */
  private List<String> eachToEachOther() {
    List<String> stops = new ArrayList<>();
    for (int from = 0; from < watchers.size(); from++) {
      for (int to = from + 1; to < watchers.size(); to++) {
        stops.add(watchers.get(from).name);
        stops.add(watchers.get(to).name);
      }
    }
    stops.remove(0); // where it begins
    stops.add(watchers.get(0).name);
    return stops;
  }

  private Swap pin(String name) {
    return () -> assertTrue(name, client.runtime().pinChildWatcher(name).isPresent());
  }

  @Test
  public void eachIsUpdatedWhileItServes_O9() throws Exception {
    List<WeakReference<ClassLoader>> old = new ArrayList<>();

    prove(watcher -> old.add(bundles.update(watcher.bundle)));

    awaitCollected(old);
  }

  @Test
  public void eachIsUninstalledAndInstalledWhileItServes_O9() throws Exception {
    List<WeakReference<ClassLoader>> old = new ArrayList<>();

    prove(watcher -> old.add(bundles.reinstall(watcher.bundle)));

    awaitCollected(old);
  }

  @Test
  public void eachIsRefreshedWhileItServes_O15() throws Exception {
    LinkageErrors errors = new LinkageErrors();
    try (errors) {
      prove(watcher -> bundles.refresh(watcher.bundle));
    }
    assertEquals(List.of(), errors.found());
  }

  /** What is done to the bundle of a watcher that serves. */
  @FunctionalInterface
  private interface Treatment {
    void apply(ProviderDTO watcher) throws Exception;
  }

  /** Children end while each serves, is treated some times, and serves again. */
  private void prove(Treatment treatment) throws Exception {
    List<Swap> swaps = new ArrayList<>();
    for (ProviderDTO watcher : watchers) {
      swaps.add(() -> serve(watcher));
      for (int i = 0; i < TIMES; i++) {
        swaps.add(
            () -> {
              treatment.apply(watcher);
              awaitWatcher(watcher.name);
            });
      }
    }
    new SwapUnderLoad(client, posix).prove(swaps);
  }

  private void serve(ProviderDTO watcher) {
    client.runtime().pinChildWatcher(watcher.name);
    awaitWatcher(watcher.name);
  }

  private void awaitCollected(List<WeakReference<ClassLoader>> old) {
    assertEquals("each had a loader of its own", TIMES * watchers.size(), old.size());
    Conditions.await(
        "at most one old class loader",
        () -> {
          System.gc();
          return old.stream().filter(loader -> loader.get() != null).count() <= OLD_LOADERS;
        });
  }
}
