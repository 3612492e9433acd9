"""What the suite needs of the engines: tables emptied between tests although the trail only grows."""
