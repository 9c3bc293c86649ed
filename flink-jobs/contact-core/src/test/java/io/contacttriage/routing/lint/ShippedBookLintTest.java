package io.contacttriage.routing.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.routing.TestingSchemas;
import io.contacttriage.routing.lint.LintFinding.Severity;
import io.contacttriage.routing.policy.PolicyBookReader;
import org.junit.jupiter.api.Test;

class ShippedBookLintTest {
  @Test
  void theShippedBookHasNoFindingsButTheFallback() {
    var findings =
        PolicyLint.lint(
            PolicyBookReader.readDirectory(TestingSchemas.CONFIG.resolve("policies")), null);

    assertThat(findings).extracting(LintFinding::severity).containsOnly(Severity.NOTE);
  }
}
