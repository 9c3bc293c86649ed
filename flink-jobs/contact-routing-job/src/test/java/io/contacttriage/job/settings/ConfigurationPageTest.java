package io.contacttriage.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.job.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  /** Writes the page anew with {@code -Dupdate.docs=true}. */
  @Test
  void thePageInDocsIsWhatTheOptionsSay() throws IOException {
    Path page = ProjectFolder.ROOT.resolve("docs/configuration.md");
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, ConfigurationPage.markdown());
    }

    assertThat(page).hasContent(ConfigurationPage.markdown());
  }
}
