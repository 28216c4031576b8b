package org.hotloop.itests.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.tck.watcher.AlwaysActive;
import org.hotloop.itests.tck.watcher.BlockingWaitOnTheLoop;
import org.hotloop.itests.tck.watcher.ClosedTwice;
import org.hotloop.itests.tck.watcher.DescriptorNotClosed;
import org.hotloop.itests.tck.watcher.DescriptorWithoutCloexec;
import org.hotloop.itests.tck.watcher.EintrTakenForAnExit;
import org.hotloop.itests.tck.watcher.ErrorSwallowed;
import org.hotloop.itests.tck.watcher.ExceptionStopsTheOthers;
import org.hotloop.itests.tck.watcher.HandlerCalledInsideAddChildHandler;
import org.hotloop.itests.tck.watcher.HandlerCalledOnAThreadOfItsOwn;
import org.hotloop.itests.tck.watcher.HandlerCalledTwice;
import org.hotloop.itests.tck.watcher.HandlerCalledUnderTheLock;
import org.hotloop.itests.tck.watcher.HandlersDroppedAtADetach;
import org.hotloop.itests.tck.watcher.LostSignalNeverMissed;
import org.hotloop.itests.tck.watcher.MadeUpStatus;
import org.hotloop.itests.tck.watcher.NoCheckAtRegistration;
import org.hotloop.itests.tck.watcher.NoSweepAtAttach;
import org.hotloop.itests.tck.watcher.OneWaitPerSignal;
import org.hotloop.itests.tck.watcher.PidZeroAccepted;
import org.hotloop.itests.tck.watcher.RemovedHandlerCalled;
import org.hotloop.itests.tck.watcher.ReplacedHandlerCalled;
import org.hotloop.itests.tck.watcher.SignalHandlerKept;
import org.hotloop.itests.tck.watcher.SilentAboutAStolenStatus;
import org.hotloop.itests.tck.watcher.StatusOfTheWrongChild;
import org.hotloop.itests.tck.watcher.StopTakenForAnExit;
import org.hotloop.itests.tck.watcher.ThreadLeaked;
import org.hotloop.itests.tck.watcher.WaitForAnyChild;
import org.hotloop.itests.tck.watcher.WaitsAfterADetach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bug that a watcher is known to have had somewhere is caught, and named. */
class BrokenWatchersTest {

  /** What a broken one loses never comes: a test that waits for it need not wait for long. */
  @BeforeAll
  static void losePatience() {
    System.setProperty("hotloop.tck.patience.seconds", "3");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource
  @DisplayName(
      "each broken watcher is caught by the test that is there for it, which says what is wrong")
  void areCaught(Class<? extends ChildWatcher> bug, String test, String complaint) {
    String verdict = Trial.ofWatcher(bug, test);
    assumeFalse(verdict.equals(Trial.SKIPPED), "the contract cannot run this test here");
    assertTrue(verdict.startsWith("failed: "), verdict);
    assertTrue(verdict.contains(complaint), verdict);
  }

  static Stream<Arguments> areCaught() {
    return Stream.of(
        bug(OneWaitPerSignal.class, "tellsCoalescedExits", "lost ["),
        bug(NoSweepAtAttach.class, "needsNoSignalForExitsWhileDetached", "lost ["),
        bug(NoCheckAtRegistration.class, "needsNoSignalForAnExitBeforeTheRegistration", "lost ["),
        bug(WaitForAnyChild.class, "leavesStrangersAlone", "whether a stranger keeps its exit"),
        bug(EintrTakenForAnExit.class, "repeatsInterruptedWaits", "misattributed ["),
        bug(StopTakenForAnExit.class, "tellsNoStop(int)", "undue ["),
        bug(BlockingWaitOnTheLoop.class, "tellsAnExitOnce", "the watcher blocks"),
        bug(DescriptorWithoutCloexec.class, "opensNothingThatIsInherited", "close-on-exec"),
        bug(DescriptorNotClosed.class, "tellsAnExitOnce", "left behind: descriptor pipe:["),
        bug(HandlersDroppedAtADetach.class, "survivesSwapsOfItsLoop", "lost ["),
        bug(HandlerCalledTwice.class, "tellsAnExitOnce", "doubled ["),
        bug(StatusOfTheWrongChild.class, "tellsEachItsOwn", "], undue ["),
        bug(MadeUpStatus.class, "tellsAStolenStatusAsUnknown", "misattributed ["),
        bug(SilentAboutAStolenStatus.class, "tellsAStolenStatusAsUnknown", "no warning names"),
        bug(
            HandlerCalledInsideAddChildHandler.class,
            "tellsAnExitBeforeTheRegistration",
            "undue ["),
        bug(HandlerCalledUnderTheLock.class, "holdsNoLockInAHandler", "a lock is held"),
        bug(HandlerCalledOnAThreadOfItsOwn.class, "callsOnTheLoop", "the handler's thread"),
        bug(RemovedHandlerCalled.class, "tellsNoRemovedHandler", "undue ["),
        bug(ReplacedHandlerCalled.class, "tellsTheNewestHandlerOnly", "undue ["),
        bug(ExceptionStopsTheOthers.class, "survivesAHandlerThatThrows", "lost ["),
        bug(ErrorSwallowed.class, "survivesAHandlerThatRaisesAnError", "the error leaves the run"),
        bug(AlwaysActive.class, "isActiveWhileItsLoopRuns", "active while detached"),
        bug(ClosedTwice.class, "givesEverythingBack", "is closed already"),
        bug(
            SignalHandlerKept.class,
            "keepsOneSignalHandler",
            "a SIGCHLD handler on the loop that was left"),
        bug(ThreadLeaked.class, "endsItsThreads", "leaked-by-a-watcher"),
        bug(
            PidZeroAccepted.class,
            "refusesImpossiblePids(long)",
            "Expected org.hotloop.child.NoSuchChildException"),
        bug(
            WaitsAfterADetach.class,
            "waitsForNothingOnceDetached",
            "waited for a child when it was detached"),
        bug(LostSignalNeverMissed.class, "survivesAReset", "lost ["));
  }

  private static Arguments bug(
      Class<? extends ChildWatcher> watcher, String test, String complaint) {
    return arguments(Named.of(watcher.getSimpleName(), watcher), test, complaint);
  }
}
