{ config.a.b = 1; config.c = 2; }
