/**
 * asyncio's proactor: a loop whose connections are told what was done, not what could be done, and
 * the policy that makes such loops.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.hotloop.loop.proactor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
