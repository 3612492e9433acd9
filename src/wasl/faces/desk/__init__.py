"""The staff's face: queue, intake, assessment, decision, delivery."""
