package org.hotloop.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A Karaf, and somebody at its console; one for all tests of a class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class KarafTest {

  @Inject protected BundleContext context;
  @Inject private SessionFactory sessions;

  /** Executes a command as somebody with that role; what was printed and, below it, returned. */
  protected String execute(String role, String command) throws Exception {
    Subject subject = new Subject(true, Set.of(new RolePrincipal(role)), Set.of(), Set.of());
    PrivilegedExceptionAction<String> action = () -> execute(command);
    try {
      return Subject.doAs(subject, action);
    } catch (PrivilegedActionException failure) {
      throw failure.getException();
    }
  }

  private String execute(String command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out);
      try {
        Object result = session.execute(command);
        if (result != null) {
          out.print(result);
        }
      } finally {
        session.close();
      }
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
