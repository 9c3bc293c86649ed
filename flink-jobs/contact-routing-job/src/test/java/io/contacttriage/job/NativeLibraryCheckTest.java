package io.contacttriage.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.contacttriage.scoring.onnx.SharedRegistries;
import java.net.URL;
import java.net.URLClassLoader;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.junit.jupiter.api.Test;

class NativeLibraryCheckTest {
  @Test
  void whereTheClusterLoadedBothThereIsNothingToSay() {
    assertThat(NativeLibraryCheck.warning(SharedRegistries.class, RuntimeContext.class)).isEmpty();
  }

  @Test
  void whoBringsTheLibraryInTheJobIsToldWhichJarsToUseInstead() throws Exception {
    URL jar = SharedRegistries.class.getProtectionDomain().getCodeSource().getLocation();
    try (var ofJob = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
      Class<?> own = ofJob.loadClass(SharedRegistries.class.getName());

      assertThat(NativeLibraryCheck.warning(own, RuntimeContext.class).orElseThrow())
          .contains("contact-scoring-" + JobVersion.CURRENT + "-lib.jar into Flink's lib/")
          .contains("contact-routing-job-" + JobVersion.CURRENT + "-job-slim.jar")
          .contains("docs/deployment.md");
    }
  }
}
