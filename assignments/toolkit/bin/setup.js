#!/usr/bin/env node
'use strict';
// `boletim-setup tensorflow`: the devices that are too large for every install.
require('../setup/main');
