package io.contacttriage.cli.local;

import java.util.Properties;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Hands the metrics of a local cluster to the {@link JobCounters} that asked for them. */
public final class JobCountersReporterFactory implements MetricReporterFactory {
  static final String NAME = "triage";
  static final String ID = "counters";

  private static final String OPERATOR = "taskmanager.job.task.operator.";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new Reporter(JobCounters.byId(properties.getProperty(ID)));
  }

  private record Reporter(JobCounters counters) implements MetricReporter {
    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      counters.add(metric, nameIn(group, name));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      counters.remove(metric);
    }

    /** Of a room's metric its groups and name without values of labels, else its last two parts. */
    private static String nameIn(MetricGroup group, String name) {
      String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(part -> part, '.');
      if (scope.startsWith(OPERATOR)) {
        return scope.substring(OPERATOR.length()) + "." + name;
      }
      String[] parts = group.getMetricIdentifier(name).split("\\.", -1);
      return parts.length < 2 ? name : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }
  }
}
