"""Need indicators published by INSEE and ANCT: poverty, cars, density, priority districts."""
