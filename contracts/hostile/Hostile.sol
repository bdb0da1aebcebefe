// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DepositFactory} from "../DepositFactory.sol";

// Treasuries and tokens that misbehave, for the tests of a sweep. Never deployed anywhere else.

/// Takes no native coin.
contract RefusingTreasury {
    receive() external payable {
        revert("no, thank you");
    }
}

/// Burns all the gas it is given.
contract HungryTreasury {
    receive() external payable {
        while (true) {}
    }
}

/// Answers a payment with a megabyte of revert reason, as much as its gas buys.
contract ShoutingTreasury {
    receive() external payable {
        assembly {
            revert(0, 1000000)
        }
    }
}

/// Sweeps the rest of its own batch from inside the first payment.
contract ReentrantTreasury {
    DepositFactory private immutable factory;
    uint256[] private indexes;
    address[] private tokens;
    bool private inside;

    constructor(DepositFactory factory_) {
        factory = factory_;
    }

    function prepare(uint256[] calldata indexes_, address[] calldata tokens_) external {
        indexes = indexes_;
        tokens = tokens_;
    }

    receive() external payable {
        if (inside || indexes.length == 0) return;
        inside = true;
        factory.sweep(address(this), indexes, tokens);
        inside = false;
    }
}

/// Everybody holds `100`; each child decides how its transfer goes wrong.
abstract contract BadToken {
    function balanceOf(address) external view virtual returns (uint256) {
        return 100;
    }
}

contract FalseToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }
}

contract BurningToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        while (true) {}
        return true;
    }
}

contract BurningBalanceToken {
    function balanceOf(address) external pure returns (uint256) {
        while (true) {}
        return 1;
    }
}

/// Succeeds, and returns as much as its gas buys.
contract ShoutingToken is BadToken {
    function transfer(address, uint256) external pure returns (bool) {
        assembly {
            return(0, 400000)
        }
    }
}

contract ShoutingBalanceToken {
    function balanceOf(address) external pure returns (uint256) {
        assembly {
            mstore(0, 100)
            return(0, 200000)
        }
    }

    function transfer(address, uint256) external pure returns (bool) {
        assembly {
            revert(0, 400000)
        }
    }
}

/// Answers a balance in 31 bytes.
contract ShortAnswerToken {
    fallback() external {
        assembly {
            return(0, 31)
        }
    }
}

/// On the first transfer, sweeps the same address again before it moves anything.
contract ReentrantToken {
    DepositFactory private immutable factory;
    mapping(address => uint256) public balanceOf;
    address private treasury;
    uint256[] private indexes;
    address[] private tokens;
    bool private inside;

    constructor(DepositFactory factory_) {
        factory = factory_;
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function prepare(address treasury_, uint256[] calldata indexes_, address[] calldata tokens_) external {
        (treasury, indexes, tokens) = (treasury_, indexes_, tokens_);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (!inside) {
            inside = true;
            factory.sweep(treasury, indexes, tokens);
            inside = false;
        }
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}
