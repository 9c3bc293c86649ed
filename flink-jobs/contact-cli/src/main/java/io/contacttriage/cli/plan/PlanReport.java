package io.contacttriage.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.contacttriage.cli.tools.TextTable;
import java.util.List;
import java.util.Locale;

/** A plan, what it rests on and what it leaves out. */
record PlanReport(
    Demand demand, Calibration calibration, CapacityPlan plan, TaskManagerMemory memory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A table of what is needed, then the assumptions. */
  String text() {
    TextTable table = new TextTable("what", "how much", "");
    table.row("slots", number(plan.slots()), "job parallelism; " + busyInWords());
    table.row(
        "TaskManagers",
        number(plan.taskManagers()),
        "with %d cores, %,d MiB each".formatted(demand.slotsPerTaskManager(), memory.process()));
    table.row(
        "  task off-heap, MiB", "%,d".formatted(memory.offHeap()), "the model, twice in a swap");
    table.row("  task heap, MiB", "%,d".formatted(memory.heap()), "");
    table.row("  managed, MiB", "%,d".formatted(memory.managed()), "RocksDB");
    table.row("  network, MiB", "%,d".formatted(memory.network()), "");
    table.row(
        "JobManagers",
        number(CapacityPlan.JOB_MANAGERS),
        "with 1 core, 2048 MiB each; one stands by");
    table.row("partitions of contacts", number(plan.partitions()), "and of routes");
    table.row("p99, ms", number(plan.p99Seconds() * 1e3), "from contacts to routes, at this rate");
    table.row(
        "core-hours a million", decimal(plan.coreHours()), "of these the job works " + worked());
    plan.cost()
        .ifPresent(cost -> table.row("cost a million", decimal(cost), "in the price's currency"));
    StringBuilder text = new StringBuilder(table.render());
    text.append("\nAssumed:\n");
    assumptions().forEach(each -> text.append("- ").append(each).append('\n'));
    return text.toString();
  }

  private String busyInWords() {
    return String.format(
        Locale.ROOT,
        "%.0f %% busy at %,.0f/s; set by %s",
        plan.busy() * 100,
        demand.rate(),
        plan.limit().inWords);
  }

  private String worked() {
    return decimal(plan.jobCpuHours());
  }

  /** What must hold for the plan to hold. */
  List<String> assumptions() {
    double[] range = calibration.perSlotRange();
    ServiceTimes service = calibration.service();
    return List.of(
        String.format(
            Locale.ROOT,
            "a core like this machine's: one decided %,.0f contacts a second (%,.0f to %,.0f) with"
                + " %s, and more cores decide as many more",
            calibration.perSlot(),
            range[0],
            range[1],
            calibration.model()),
        "contacts like those measured: "
            + new LanguageMix(calibration.languages()).inWords()
            + String.format(
                Locale.ROOT,
                ", one in seven about harm or nearly so, no text twice; the deep tier was asked for"
                    + " %.0f %%",
                service.deepShare() * 100),
        "arrivals at random around the rate of the busiest time, alike in all partitions",
        String.format(
            Locale.ROOT,
            "the p99 by queueing (M/G/1, one contact at a time, variation %.1f), without pauses of"
                + " the garbage collection and without a far-away broker; at least once",
            service.variation()),
        String.format(
            Locale.ROOT,
            "a lost part stops reading for %d s; what waited is decided within %d s",
            demand.outage().toSeconds(),
            demand.catchUp().toSeconds()),
        String.format(
            Locale.ROOT,
            "core-hours at that rate around the clock; Kafka's are not in it: its broker took"
                + " %.2f a million here, for one replica",
            plan.brokerCpuHours()),
        "heap, managed and network memory by rule of thumb ("
            + TaskManagerMemory.HEAP_PER_SLOT
            + " and "
            + TaskManagerMemory.MANAGED_PER_SLOT
            + " MiB a slot, "
            + TaskManagerMemory.NETWORK
            + " MiB); the model's as each TaskManager plans it");
  }

  byte[] json() {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("demand")
        .put("contactsPerSecond", demand.rate())
        .put("p99Millis", demand.p99().toMillis())
        .put("outageSeconds", demand.outage().toSeconds())
        .put("catchUpSeconds", demand.catchUp().toSeconds())
        .put("mostBusy", demand.mostBusy());
    ObjectNode needed = root.putObject("plan");
    needed
        .put("slots", plan.slots())
        .put("taskManagers", plan.taskManagers())
        .put("slotsPerTaskManager", demand.slotsPerTaskManager())
        .put("jobManagers", CapacityPlan.JOB_MANAGERS)
        .put("partitions", plan.partitions())
        .put("contactsPerSecondPerSlot", plan.perSlot())
        .put("busy", plan.busy())
        .put("setBy", plan.limit().name().toLowerCase(Locale.ROOT))
        .put("p99Millis", plan.p99Seconds() * 1e3)
        .put("coreHoursPerMillion", plan.coreHours())
        .put("jobCpuHoursPerMillion", plan.jobCpuHours())
        .put("brokerCpuHoursPerMillion", plan.brokerCpuHours());
    plan.cost().ifPresent(cost -> needed.put("costPerMillion", cost));
    root.set("taskManagerMiB", JSON.valueToTree(memory));
    root.set("assumptions", JSON.valueToTree(assumptions()));
    root.set("calibration", JSON.valueToTree(calibration));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
