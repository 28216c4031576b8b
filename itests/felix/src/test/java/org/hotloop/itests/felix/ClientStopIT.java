package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.ForkGuard;
import org.hotloop.dto.ChildDTO;
import org.hotloop.itests.shared.Brood;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A client bundle stops while its children run (O10). */
public class ClientStopIT extends FelixTest {

  private static final String CLIENT = "org.hotloop.itests.client";
  private static final int SIGKILL = 9;

  @Test
  public void itsHandlersAreNotCalledAndItsChildrenAreReaped_O10() throws Exception {
    try (Brood brood = new Brood(posix, client.watcher(), 20)) {
      bundles.stop(CLIENT);

      brood.end(0, brood.size());
      Conditions.await("all are reaped", () -> posix.children().unreaped() == 0);
      assertEquals("told after the owner went", 0, brood.told());
    } finally {
      bundles.start(CLIENT);
    }
  }

  @Test
  public void itsProgramsAreKilledOrLeftAsTheirSpecsSay_O10() throws Exception {
    SubprocessSpec sleep =
        SubprocessSpec.exec("sleep", "1000").stdout(Stdio.DEVNULL).stderr(Stdio.DEVNULL);
    Subprocess killed = Conditions.await(start(sleep.onOwnerStop(OwnerStop.KILL)));
    Subprocess left = Conditions.await(start(sleep.onOwnerStop(OwnerStop.LEAVE)));
    CompletableFuture<ExitStatus> told = left.waitFor().toCompletableFuture();

    try {
      bundles.stop(CLIENT);
      Conditions.await("one is killed and reaped", () -> posix.children().unreaped() == 1);
      assertFalse("the killed one lives", ProcessHandle.of(killed.pid()).isPresent());

      posix.children().signal(left.pid(), SIGKILL);
      Conditions.await("the other is reaped", () -> posix.children().unreaped() == 0);
      assertFalse("the owner was told", told.isDone());
    } finally {
      bundles.start(CLIENT);
    }
  }

  @Test
  public void nothingKeepsItsClassLoaderWhileWhatItLeftRuns_O10() throws Exception {
    System.setProperty("client.programs", "5");
    System.setProperty("client.left", "5");
    try {
      Bundle copy = context.installBundle("client copy", ClientCopy.jar());
      copy.start();
      Conditions.await("it waits for all programs", () -> programsThatAreWaitedFor(copy) == 10);
      WeakReference<ClassLoader> loader = loaderOfWhoWatchesAnother(copy);

      copy.stop();
      Conditions.await("what is to be killed is", () -> posix.children().unreaped() == 6);
      copy.uninstall();
      bundles.refresh(copy);

      Conditions.await("its class loader is collected", () -> isCollected(loader));
      assertEquals("what it left runs", 6, posix.children().unreaped());
    } finally {
      System.clearProperty("client.programs");
      System.clearProperty("client.left");
      for (ChildDTO child : client.runtime().snapshot().children) {
        posix.children().signal(child.pid, SIGKILL);
      }
    }
  }

  private int programsThatAreWaitedFor(Bundle client) throws InvalidSyntaxException {
    return context.getService(only(IntSupplier.class, client)).getAsInt();
  }

  /** It has a handler at the watcher for a child that is none of its programs. */
  private WeakReference<ClassLoader> loaderOfWhoWatchesAnother(Bundle client) throws Exception {
    LongConsumer watching = context.getService(only(LongConsumer.class, client));
    watching.accept(spawnSleep());
    return new WeakReference<>(watching.getClass().getClassLoader());
  }

  private long spawnSleep() throws PosixException {
    int devNull = posix.descriptors().devNull();
    Program sleep = Program.of(List.of(), "/bin/sleep", "sleep", "1000");
    try (ForkGuard guard = client.watcher().enter()) {
      return posix
          .children()
          .spawn(new SpawnRequest(sleep, new DescriptorTable(devNull, devNull, devNull)));
    }
  }

  private <S> ServiceReference<S> only(Class<S> type, Bundle provider)
      throws InvalidSyntaxException {
    String itsOwn = "(service.bundleid=%d)".formatted(provider.getBundleId());
    return context.getServiceReferences(type, itsOwn).iterator().next();
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) {
    System.gc();
    return loader.get() == null;
  }
}
